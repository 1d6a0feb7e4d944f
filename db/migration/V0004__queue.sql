-- What the queue needs so that no statement of it reads history or the whole queue.
--
-- due_at     a queued job is not started before; the order within a kind.
-- postponed  times the job was put off because of a fault that passes (database away, disk full).
-- alone      its node died while it ran: it is started again only where nothing else runs beside it.
-- deaths     nodes that died while it ran alone.
-- tidied_at  when what an ended job no longer needs was removed.
-- A queued job's waits_for is emptied when the other job has succeeded.
alter table job add column due_at timestamptz;
alter table job add column postponed integer not null default 0;
alter table job add column alone boolean not null default false;
alter table job add column deaths integer not null default 0;
alter table job add column tidied_at timestamptz;

update job set due_at = created_at;
alter table job alter column due_at set not null;
alter table job alter column due_at set default clock_timestamp();
update job set waits_for = null
    where status = 'QUEUED' and waits_for in (select id from job where status = 'SUCCEEDED');
update job set tidied_at = finished_at
    where finished_at is not null
        and not exists (select 1 from proof p where p.job_id = job.id and p.input_artifact is not null);

drop index job_unfinished;
create index job_queued on job (kind, due_at, id) where status = 'QUEUED';
create index job_due on job (kind, due_at, id) where status = 'QUEUED' and waits_for is null;
create index job_leased on job (lease_until) where status = 'RUNNING';
create index job_untidied on job (id) where finished_at is not null and tidied_at is null;

-- How many jobs of a kind are queued. Changed by the last statement of every transaction that changes that number, so
-- that its lock is held for a commit only and nothing is waited for while it is held.
create table job_queue (
    kind    text    primary key check (kind in ('REGISTER_MODEL', 'PROVE')),
    waiting integer not null
);
insert into job_queue (kind, waiting)
    select k.kind, (select count(*) from job j where j.kind = k.kind and j.status = 'QUEUED')
    from (values ('REGISTER_MODEL'), ('PROVE')) k (kind);

-- An artefact that a removed row named is removed with it unless another row names it too.
create index proof_statement on proof (statement_artifact) where statement_artifact is not null;
create index proof_bytes on proof (proof_artifact) where proof_artifact is not null;
create index model_verification_key on model (verification_key_artifact) where verification_key_artifact is not null;
