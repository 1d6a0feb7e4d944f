-- The schema of the service. State of work lives in one place, the job table; model and proof rows hold what the work
-- was given and what it produced. Bytes live in the artefact folder: columns ending in _artifact name a file there.
-- JSON is kept as text where the order of its fields tells something.

-- One row: which at-rest key this database's secrets are sealed under (a check value, never the key).
create table installation (
    id               smallint    primary key check (id = 1),
    secret_key_check text        not null,
    created_at       timestamptz not null default now()
);

-- One unit of background work. Claimed under a lease; (lease_owner, attempt) is the fence: a worker that lost its lease
-- can no longer write anything, because every write of a worker requires both.
create table job (
    id               bigint      generated always as identity primary key,
    kind             text        not null check (kind in ('REGISTER_MODEL', 'PROVE')),
    status           text        not null default 'QUEUED'
                                 check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    waits_for        bigint      references job (id),
    attempt          integer     not null default 0,
    lease_owner      text,
    lease_until      timestamptz,
    cancel_requested boolean     not null default false,
    stage            text,
    percent          integer     not null default 0 check (percent between 0 and 100),
    problem          jsonb,
    stage_millis     text,
    created_at       timestamptz not null default now(),
    started_at       timestamptz,
    finished_at      timestamptz,
    check ((status = 'RUNNING') = (lease_owner is not null)),
    check ((status = 'RUNNING') = (lease_until is not null)),
    check ((status in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at is not null))
);
create index job_unfinished on job (id) where status in ('QUEUED', 'RUNNING');
create index job_waiting on job (waits_for) where waits_for is not null;

create table model (
    id                        uuid        primary key,
    sequence                  bigint      generated always as identity unique,
    job_id                    bigint      not null unique references job (id),
    name                      text        not null,
    model_digest              text        not null,
    signature                 jsonb       not null,
    report                    jsonb,
    key_digest                text,
    plan_artifact             text,
    proving_key_artifact      text,
    verification_key_artifact text,
    created_at                timestamptz not null default now(),
    deleted_at                timestamptz
);

-- What was uploaded, sealed: rebuild = model + external data + calibration + settings (options with the seed).
create table model_file (
    model_id uuid    not null references model (id),
    ordinal  integer not null,
    role     text    not null check (role in ('MODEL', 'EXTERNAL_DATA', 'CALIBRATION', 'SETTINGS')),
    name     text    not null,
    size     bigint  not null,
    artifact text    not null,
    primary key (model_id, ordinal)
);

create table proof (
    id                 uuid        primary key,
    sequence           bigint      generated always as identity unique,
    job_id             bigint      not null unique references job (id),
    model_id           uuid        not null references model (id),
    input_visibility   text        not null check (input_visibility in ('PRIVATE', 'PUBLIC')),
    context            text        not null,
    input_artifact     text,
    statement_artifact text,
    proof_artifact     text,
    outputs            text,
    created_at         timestamptz not null default now()
);
create index proof_of_model on proof (model_id, sequence);
