-- Workflows, their steps, approvals and audit (seed 004 §2.1). Every key contains organization_id; the id leads, so that a plan
-- made while a table is small cannot mistake an index on the organization for one on the row. Rows of a workflow are
-- written only by the transaction that checked its version, so the hot tables carry no foreign keys to pay for.

-- Rules of hot columns are domains: a table's own checks are parsed again by every statement that writes the table.
create domain workflow_name as text check (length(value) between 1 and 200);
create domain step_status as text check (value in ('pending', 'running', 'completed', 'failed', 'blocked', 'cancelled'));

create table intent_workflows (
    id                 uuid not null,
    organization_id    uuid not null,
    name               workflow_name not null,
    definition         text not null,
    definition_version int not null,
    status             text not null default 'step_0_auth',
    phase              text not null,
    step               int not null,
    version            int not null,
    created_by         text not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    deadline           timestamptz,
    correlation_id     text not null,
    parent_workflow_id uuid,
    approved_by        text,
    approved_at        timestamptz,
    approval_feedback  text,
    rejected_at        timestamptz,
    rejection_reason   text,
    data               jsonb not null,
    primary key (id, organization_id)
) with (fillfactor = 80);
create index idx_intent_workflows_org_status on intent_workflows (organization_id, status);
create index idx_intent_workflows_created_by on intent_workflows (organization_id, created_by);
create index idx_intent_workflows_created_at on intent_workflows (organization_id, definition, created_at desc, id);
create index idx_intent_workflows_deadline on intent_workflows (deadline) where deadline is not null;
call isolate('intent_workflows', 'select, insert, update', 'select');

create table intent_workflow_steps (
    id              uuid not null,
    organization_id uuid not null,
    workflow_id     uuid not null,
    step_number     int not null,
    round           int not null,
    step_name       text not null,
    status          step_status not null,
    input_data      jsonb,
    output_data     jsonb,
    error_type      text,
    error_message   text,
    blocked_reason  text,
    run_id          uuid,
    started_at      timestamptz,
    completed_at    timestamptz,
    duration_ms     int,
    next_attempt_at timestamptz,
    retry_count     int not null default 0,
    max_retries     int not null default 3,
    cost_usd        numeric,
    superseded_at   timestamptz,
    primary key (workflow_id, step_number, round, organization_id)
) with (fillfactor = 80);
call isolate('intent_workflow_steps', 'select, insert, update', 'select');

create table intent_approvals (
    id              uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    workflow_id     uuid not null,
    approver_id     text not null,
    approval_type   text not null,
    round           int not null,
    decision        text not null check (decision in ('approved', 'rejected', 'pending_revision')),
    approved_items  uuid[] not null,
    rejected_items  uuid[] not null,
    feedback        text,
    approved_at     timestamptz not null,
    constraint one_decision_per_type_round_and_workflow primary key (workflow_id, approval_type, round, organization_id)
);
create index idx_approvals_approver on intent_approvals (organization_id, approver_id);
call isolate('intent_approvals', 'select, insert', 'select');

create table intent_audit_log (
    id              bigint generated always as identity primary key,
    organization_id uuid not null,
    workflow_id     uuid not null,
    transition      int,  -- the workflow's version after the change; null: nothing changed, a refusal
    actor_id        text not null,
    action          text not null,
    details         jsonb not null,
    ip_address      inet,
    user_agent      text,
    created_at      timestamptz not null
);
create index idx_audit_log_workflow on intent_audit_log (organization_id, workflow_id, id);
call isolate('intent_audit_log', 'select, insert', 'select');

-- Written once, for ever: by grant (no update, no delete) and by trigger (not even for the owner).
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'intent_audit_log is append-only' using errcode = '42501';
end $$;
create trigger audit_is_append_only before update or delete on intent_audit_log for each row execute function refuse_audit_change();
create trigger audit_is_never_truncated before truncate on intent_audit_log for each statement execute function refuse_audit_change();

-- Work that a step handed to others: the owner's private record behind each completion token (seed 003 §3.4).
create table pending_executions (
    organization_id    uuid not null,
    token              text not null,
    workflow_id        uuid not null,
    step_number        int not null,
    round              int not null,
    intent_id          text not null,
    intent_type        text not null,
    target_artifact_id text not null,
    context            jsonb not null,
    created_at         timestamptz not null,
    primary key (token, organization_id)
);
create index pending_executions_by_workflow on pending_executions (organization_id, workflow_id);
call isolate('pending_executions', 'select, insert, delete', 'select');

-- What Lineage is told, relayed in batches.
create table lineage_feed (
    id              bigint generated always as identity primary key,
    organization_id uuid not null,
    executions      text not null,  -- JSON arrays, kept as text: nobody looks into them here
    artifacts       text not null,
    sent_at         timestamptz
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
create index lineage_feed_sent on lineage_feed (sent_at) where sent_at is not null;
call isolate('lineage_feed', 'insert', 'select, update, delete');

create table organization_profiles (
    organization_id uuid primary key,
    profile         jsonb not null,
    updated_by      text not null,
    updated_at      timestamptz not null
);
call isolate('organization_profiles', 'select, insert, update');

create table articles (
    id                 uuid not null,
    organization_id    uuid not null,
    intent_workflow_id uuid not null,
    article_workflow_id uuid,
    subtopic_id        uuid,
    keyword            text not null,
    title              text not null,
    status             text not null check (status in ('queued', 'generating', 'completed', 'failed', 'cancelled')),
    markdown           text,
    word_count         int,
    sources            jsonb,
    error              text,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    primary key (id, organization_id)
);
create index articles_by_workflow on articles (organization_id, intent_workflow_id, created_at);
call isolate('articles', 'select, insert, update', 'select');

-- Seed 004's step outputs as columns, for people who query by SQL. Row-level security applies to the asker.
create view intent_workflow_data with (security_invoker = true) as
select w.organization_id, w.id, w.name, w.status, w.created_by, w.created_at, w.updated_at,
       max(s.output_data::text) filter (where s.step_number = 1)::jsonb as icp_data,
       max(s.output_data::text) filter (where s.step_number = 2)::jsonb as competitor_data,
       max(s.output_data::text) filter (where s.step_number = 3)::jsonb as seed_keywords,
       max(s.output_data::text) filter (where s.step_number = 4)::jsonb as longtail_keywords,
       max(s.output_data::text) filter (where s.step_number = 5)::jsonb as filtered_keywords,
       max(s.output_data::text) filter (where s.step_number = 6)::jsonb as clustered_topics,
       max(s.output_data::text) filter (where s.step_number = 7)::jsonb as subtopics
from intent_workflows w
left join intent_workflow_steps s on s.organization_id = w.organization_id and s.workflow_id = w.id and s.superseded_at is null
where w.definition = 'content'
group by w.organization_id, w.id;
grant select on intent_workflow_data to ${app};
