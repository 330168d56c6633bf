-- Similar failures and repairs (seed 002, phases C to E). The first five tables follow from facts alone, like executions: written in their
-- transaction, the same for every order and repetition, and made again by telling the facts again.

-- The newest fact that told of a failure, by (sequence, fact_id). Whether the execution is still failed, its row in executions says:
-- readers join it. So a workflow that went on after all is no failure, and no row here ever has to go.
create table failures (
    organization_id uuid not null,
    execution_id    text collate "C" not null,
    sequence        int not null,
    fact_id         uuid not null,
    failed_at       timestamptz not null,
    -- Names its version (v1:…), see ErrorFingerprint.
    fingerprint     text collate "C" not null
);
-- The order of columns and of indexes is explained at executions.
create index failures_by_fingerprint on failures (fingerprint, organization_id, failed_at desc, execution_id);
create index failures_by_time on failures (organization_id, failed_at desc, execution_id);
alter table failures add primary key (organization_id, execution_id);
call isolate('failures', 'select, insert, update');

-- Which files failures touched, as numbers: paths may be longer than an index entry.
create table failure_paths (
    organization_id uuid not null,
    execution_id    text collate "C" not null,
    fact_id         uuid not null,
    path            bigint not null,
    failed_at       timestamptz not null
);
create index failure_paths_by_path on failure_paths (path, organization_id, failed_at desc, execution_id);
alter table failure_paths add primary key (organization_id, execution_id, path);
call isolate('failure_paths', 'select, insert, delete');

-- What a fingerprint stands for: each template once, however often it occurs.
create table error_templates (
    organization_id uuid not null,
    fingerprint     text collate "C" not null,
    error_type      text,
    template        text not null,
    primary key (fingerprint, organization_id)
);
call isolate('error_templates', 'select, insert');

-- MinHash bands of templates: templates that share a band are probably alike. The band's number is part of the hash.
create table error_bands (
    organization_id uuid not null,
    hash            bigint not null,
    fingerprint     text collate "C" not null,
    primary key (hash, organization_id, fingerprint)
);
call isolate('error_bands', 'select, insert');

-- What an embeddings service said of templates, if one is configured: asked once for each. May be emptied at any time.
create table error_embeddings (
    organization_id uuid not null,
    fingerprint     text collate "C" not null,
    model           text not null,
    vector          real[] not null,
    primary key (fingerprint, model, organization_id)
);
call isolate('error_embeddings', 'select, insert');

-- Repairs that somebody asked for. No fact: a request to the service that owns the execution, and its answer.
create table repairs (
    organization_id   uuid not null,
    repair_id         uuid not null,
    execution_id      text collate "C" not null,
    kind              text not null check (kind in ('retry', 'repair')),
    owner             text not null check (owner in ('workflows', 'intents')),
    reason            text,
    requested_by      text not null,
    requested_at      timestamptz not null,
    state             text not null default 'requested' check (state in ('requested', 'started', 'refused')),
    -- The execution that repeats or repairs it; the owner says which. Null: not started, or it gets its id when somebody takes it on.
    new_execution_id  text collate "C",
    refusal           text,
    answered_at       timestamptz,
    -- Of the request, see the header Idempotency-Key.
    idempotency_key   text,
    request_hash      bytea,
    primary key (repair_id, organization_id)
);
create index repairs_by_execution on repairs (execution_id, organization_id, requested_at);
create unique index repairs_by_key on repairs (idempotency_key, organization_id) where idempotency_key is not null;
call isolate('repairs', 'select, insert, update');
