-- Priority, scheduled start, expiry and leases; and the indexes that keep every query flat from ten thousand to a million rows.

alter table intent_executions
    add column priority    int not null default 0,
    -- As asked for; never changed.
    add column not_before  timestamptz,
    -- Set while the start is still to come; whoever claims in batches takes only what has none.
    add column waits_until timestamptz,
    -- Pending past it: cancelled as expired.
    add column expires_at  timestamptz,
    -- The claim is given back then, unless its execution asks for more time. Null: the claim has no end.
    add column lease_until timestamptz,
    -- How often it was claimed.
    add column attempts    int not null default 0,
    -- When time alone changes something next.
    add column due_at      timestamptz generated always as
        (case status when 'pending' then least(waits_until, expires_at) when 'in_progress' then lease_until end) stored,
    add constraint intent_executions_wait_check check (waits_until is null or status = 'pending'),
    add constraint intent_executions_lease_check check (lease_until is null or status = 'in_progress');

-- The seed's five keep their names and first columns. What follows in them is the order of the lists, so that a page is read and not sorted.
drop index idx_intent_executions_target_artifact, idx_intent_executions_intent_type, idx_intent_executions_tenant_status, idx_intent_executions_context,
           idx_intent_executions_waiting, idx_intent_executions_correlation, idx_intent_executions_session;
create index idx_intent_executions_target_artifact on intent_executions (target_artifact_id, tenant_id, created_at desc, intent_id desc) where target_artifact_id is not null;
create index idx_intent_executions_intent_type on intent_executions (intent_type, tenant_id, status, created_at desc, intent_id desc);
create index idx_intent_executions_tenant_status on intent_executions (tenant_id, status, created_at desc, intent_id desc);
-- Containment is all that is asked of a context. The list of new entries is read by every search, so it is kept short.
create index idx_intent_executions_context on intent_executions using gin (context jsonb_path_ops) with (gin_pending_list_limit = 256);

create index idx_intent_executions_created_by on intent_executions (tenant_id, created_by, created_at desc, intent_id desc);
create index idx_intent_executions_updated on intent_executions (tenant_id, updated_at desc, intent_id desc);
create index idx_intent_executions_correlation on intent_executions (tenant_id, correlation_id, created_at desc, intent_id desc) where correlation_id is not null;
create index idx_intent_executions_session on intent_executions (tenant_id, session_id, created_at desc, intent_id desc) where session_id is not null;
-- Who claims takes the most urgent, then the oldest.
create index idx_intent_executions_claimable on intent_executions (tenant_id, intent_type, priority desc, created_at, intent_id) where status = 'pending' and waits_until is null;
-- Superseding looks for what waits for the same target; people ask which targets something waits for.
create index idx_intent_executions_waiting on intent_executions (tenant_id, intent_type, target_artifact_id) where status = 'pending' and target_artifact_id is not null;
create index idx_intent_executions_due on intent_executions (due_at) where due_at is not null;

-- Background work sees across organizations what is due, and nothing of what it is about.
create policy background_work on intent_executions for select to ${worker} using (true);
grant select (tenant_id, intent_id, due_at) on intent_executions to ${worker};

-- As before, without calling a function for each row that says itself when it changed.
drop trigger intent_executions_touched on intent_executions;
create trigger intent_executions_touched before update on intent_executions
    for each row when (new.updated_at = old.updated_at) execute function touch_intent_execution();
