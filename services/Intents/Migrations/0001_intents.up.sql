-- Intents: what should happen (seed 000, spec semantics §2.1), and who changed it when.

create table intent_executions (
    intent_id           text not null check (length(intent_id) between 1 and 200),
    intent_type         text not null check (intent_type ~ '^[a-z][a-z0-9_]{0,99}$'),
    status              text not null default 'pending',
    target_artifact_id  text,
    context             jsonb not null default '{}' check (jsonb_typeof(context) = 'object'),
    -- Null: only its cancellation has come so far.
    created_by          text,
    tenant_id           uuid not null,
    session_id          uuid,
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    -- The last execution that claimed it; only a claim writes these three.
    execution_id        text,
    worker              text,
    claimed_at          timestamptz,
    completed_at        timestamptz,
    -- When it completed, failed or was cancelled.
    ended_at            timestamptz,
    -- Why it failed or was cancelled.
    error               text,
    result              jsonb,
    -- Who is told the end, and the single-use key that finds their record (seed 003 §3.3). Never read out over HTTP.
    owner               text,
    completion_token    text,
    correlation_id      text,
    parent_execution_id text,
    version             int not null default 1,

    -- The seed's key is intent_id alone; ids are chosen by senders, so another organization may choose the same.
    primary key (intent_id, tenant_id),

    constraint intent_executions_status_check check (status in ('pending', 'in_progress', 'completed', 'failed', 'cancelled')),
    constraint intent_executions_claim_check check (status in ('pending', 'cancelled') or (execution_id is not null and worker is not null and claimed_at is not null)),
    constraint intent_executions_completed_check check ((completed_at is not null) = (status = 'completed')),
    constraint intent_executions_ended_check check ((ended_at is not null) = (status in ('completed', 'failed', 'cancelled'))),
    constraint intent_executions_error_check check ((error is not null) = (status in ('failed', 'cancelled'))),
    constraint intent_executions_owner_check check ((owner is null) = (completion_token is null))
) with (fillfactor = 80);

-- The seed's five.
create index idx_intent_executions_status on intent_executions (status);
create index idx_intent_executions_target_artifact on intent_executions (target_artifact_id);
create index idx_intent_executions_intent_type on intent_executions (intent_type);
create index idx_intent_executions_tenant_status on intent_executions (tenant_id, status);
create index idx_intent_executions_context on intent_executions using gin (context);
-- Lists are newest first; superseding looks for what waits for the same target.
create index idx_intent_executions_newest on intent_executions (tenant_id, created_at desc, intent_id desc);
create index idx_intent_executions_waiting on intent_executions (tenant_id, target_artifact_id, intent_type) where status = 'pending';
create index idx_intent_executions_correlation on intent_executions (tenant_id, correlation_id) where correlation_id is not null;
create index idx_intent_executions_session on intent_executions (tenant_id, session_id) where session_id is not null;

-- By hand rather than through isolate(): the seed names the organization tenant_id, and a generated twin column would be stored
-- with every row and could be filtered on by mistake for the indexed one.
alter table intent_executions enable row level security;
alter table intent_executions force row level security;
create policy organization_isolation on intent_executions
    using (tenant_id = (select current_organization())) with check (tenant_id = (select current_organization()));
-- Intents are never deleted: what should have happened stays known.
grant select, insert, update on intent_executions to ${app};

-- A change made by hand must not look older than it is.
create function touch_intent_execution() returns trigger language plpgsql as $$
begin
    if new.updated_at = old.updated_at then new.updated_at := clock_timestamp(); end if;
    return new;
end $$;
create trigger intent_executions_touched before update on intent_executions
    for each row execute function touch_intent_execution();

-- One row per transition, in the transition's own transaction.
create table intent_audit_log (
    audit_id        bigint generated always as identity,
    organization_id uuid not null,
    intent_id       text not null,
    actor_id        text not null,
    action          text not null,
    from_status     text,
    to_status       text not null,
    details         jsonb not null default '{}',
    ip_address      inet,
    user_agent      text,
    created_at      timestamptz not null,
    primary key (organization_id, audit_id),
    foreign key (organization_id, intent_id) references intent_executions (tenant_id, intent_id)
);
create index idx_intent_audit_log_intent on intent_audit_log (organization_id, intent_id, audit_id);
call isolate('intent_audit_log', 'select, insert', '');

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'intent_audit_log is append-only: % is refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger intent_audit_log_append_only before update or delete or truncate on intent_audit_log
    for each statement execute function refuse_audit_change();
