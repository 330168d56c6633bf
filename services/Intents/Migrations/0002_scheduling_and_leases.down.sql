drop policy background_work on intent_executions;
revoke select (tenant_id, intent_id, due_at) on intent_executions from ${worker};
drop trigger intent_executions_touched on intent_executions;
create trigger intent_executions_touched before update on intent_executions
    for each row execute function touch_intent_execution();
drop index idx_intent_executions_target_artifact, idx_intent_executions_intent_type, idx_intent_executions_tenant_status, idx_intent_executions_context,
           idx_intent_executions_created_by, idx_intent_executions_updated, idx_intent_executions_correlation, idx_intent_executions_session,
           idx_intent_executions_claimable, idx_intent_executions_waiting, idx_intent_executions_due;
alter table intent_executions
    drop column due_at, drop column attempts, drop column lease_until, drop column expires_at, drop column waits_until, drop column not_before, drop column priority;
create index idx_intent_executions_target_artifact on intent_executions (target_artifact_id);
create index idx_intent_executions_intent_type on intent_executions (intent_type);
create index idx_intent_executions_tenant_status on intent_executions (tenant_id, status);
create index idx_intent_executions_context on intent_executions using gin (context);
create index idx_intent_executions_waiting on intent_executions (tenant_id, target_artifact_id, intent_type) where status = 'pending';
create index idx_intent_executions_correlation on intent_executions (tenant_id, correlation_id) where correlation_id is not null;
create index idx_intent_executions_session on intent_executions (tenant_id, session_id) where session_id is not null;
