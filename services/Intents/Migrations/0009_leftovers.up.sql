-- Owners of intents may be registered ones (seed 003): before a registration goes, its open intents are looked for. The engine's own owner cannot be registered.
create index idx_intent_executions_owner on intent_executions (tenant_id, owner) where owner <> 'workflows' and status in ('pending', 'in_progress');

-- What becomes of a queue when something more urgent takes its place: it is rejected, or waits and goes on where it was.
alter table action_queues add column resumes boolean not null default false;
