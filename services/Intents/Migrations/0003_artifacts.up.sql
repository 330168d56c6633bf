-- The artifact registry (seed 000, spec semantics §2.3): what exists, where it is in its life, and where its bytes are.
-- Authoritative; Lineage projects the index for lists from its events.

create table artifacts (
    organization_id     uuid not null,
    artifact_id         text collate "C" not null check (length(artifact_id) between 1 and 200),
    artifact_type       text not null check (artifact_type ~ '^[a-z][a-z0-9_]{0,99}$'),
    lifecycle_state     text not null check (lifecycle_state in ('PENDING', 'READY', 'FAILED', 'ARCHIVED', 'DELETED')),
    display_name        text check (length(display_name) between 1 and 255),
    semantic_descriptor jsonb check (jsonb_typeof(semantic_descriptor) = 'object'),
    -- Structured lineage (spec semantics §2.4). Parents exist before their children and never change, so derivations cannot run in a circle.
    parent_artifacts    text[] not null default '{}' check (not artifact_id = any(parent_artifacts)),
    generation          int not null check ((generation = 0) = (cardinality(parent_artifacts) = 0)),
    root_artifact_id    text collate "C" not null,
    derivation_intent   text not null,
    derivation_run_id   text not null,
    -- produced_by
    intent_id           text,
    execution_id        text,
    run_id              text,
    correlation_id      text,
    session_id          uuid,
    created_by          text not null,
    -- [{id, storage_type, uri, format, compression, size, sha256, created_at}], the first one read by default.
    materializations    jsonb not null default '[]' check (jsonb_typeof(materializations) = 'array'),
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    version             int not null default 1 check (version > 0),
    primary key (organization_id, artifact_id)
);
-- Artifacts are never removed: DELETED is a state, and that they existed is part of others' lineage.
-- Background work reads them, to tell the index again what an in-memory queue lost.
call isolate('artifacts', 'select, insert, update', 'select');

-- One row per transition, in the transition's own transaction.
create table artifact_audit_log (
    audit_id        bigint generated always as identity,
    organization_id uuid not null,
    artifact_id     text collate "C" not null,
    actor_id        text not null,
    action          text not null,
    from_state      text,
    to_state        text not null,
    details         jsonb not null default '{}',
    ip_address      inet,
    user_agent      text,
    created_at      timestamptz not null,
    primary key (organization_id, audit_id),
    foreign key (organization_id, artifact_id) references artifacts (organization_id, artifact_id)
);
create index artifact_audit_log_by_artifact on artifact_audit_log (organization_id, artifact_id, audit_id);
call isolate('artifact_audit_log', 'select, insert');

create function refuse_artifact_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'artifact_audit_log is append-only: % is refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger artifact_audit_log_append_only before update or delete or truncate on artifact_audit_log
    for each statement execute function refuse_artifact_audit_change();
