-- Keys, statements and proofs have a format, which changes with versions of the service. A model whose key has an older one
-- is registered again by a job of its own kind; the key that this replaces is kept for those who have proofs under it.
--
-- key_format      the format of the model's key; null before there is one.
-- sought_format   the format of the model's last registration, ended or not; so key_format < sought_format while the key is
--                 renewed, and where that failed.
-- renewal_job_id  the last job that renews, or renewed, the key.
-- renewals        how many such jobs there were for sought_format.
alter table model add column key_format integer;
alter table model add column sought_format integer;
alter table model add column renewal_job_id bigint unique references job (id);
alter table model add column renewals integer not null default 0;
update model set key_format = 1, sought_format = 1 where verification_key_artifact is not null;
alter table model add constraint model_key_format check ((key_format is null) = (verification_key_artifact is null));
alter table model add constraint model_sought_format check ((sought_format is null) = (key_format is null));
create index model_of_format on model (key_format, sought_format) where deleted_at is null;

-- Public keys that were replaced, by model and format. They outlive their model, as its last key does.
create table earlier_key (
    model_id    uuid        not null references model (id),
    format      integer     not null,
    key_digest  text        not null,
    artifact    text        not null,
    replaced_at timestamptz not null,
    primary key (model_id, format)
);
create index earlier_key_of_digest on earlier_key (key_digest);
create index earlier_key_file on earlier_key (artifact);

-- The format of the key that a proof was made under, which may have been replaced since.
alter table proof add column key_format integer;
update proof set key_format = 1 where proof_artifact is not null;
alter table proof add constraint proof_key_format check ((key_format is null) = (proof_artifact is null));

alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check check (kind in ('REGISTER_MODEL', 'PROVE', 'RENEW_KEY'));
alter table job_queue drop constraint job_queue_kind_check;
alter table job_queue add constraint job_queue_kind_check check (kind in ('REGISTER_MODEL', 'PROVE', 'RENEW_KEY'));
insert into job_queue (kind, waiting) values ('RENEW_KEY', 0);
