-- Owners of intents may be registered ones (seed 003): before a registration goes, its open intents are looked for. The engine's own owner cannot be registered.
create index idx_intent_executions_owner on intent_executions (tenant_id, owner) where owner <> 'workflows' and status in ('pending', 'in_progress');

-- What becomes of a queue when something more urgent takes its place: it is rejected, or waits and goes on where it was.
alter table action_queues add column resumes boolean not null default false;

-- The bytes of deleted artifacts go after a while, unless another artifact has the same content. Not touched by anybody else, so that it does not count as a change.
alter table artifacts add column content_collected_at timestamptz;
create index artifacts_to_collect on artifacts (updated_at, organization_id, artifact_id) where lifecycle_state = 'DELETED' and content_collected_at is null;
create index artifacts_by_content on artifacts using gin (materializations jsonb_path_ops);
