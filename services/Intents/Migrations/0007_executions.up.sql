-- Executions that the engine's own executor has begun: told of again when their messages may have been lost.

-- Of the engine's own executor alone, so that the claims of others cost nothing more.
create index idx_intent_executions_running on intent_executions (claimed_at, intent_id) where status = 'in_progress' and worker = 'parsing';
-- Background work sees that something runs, and nothing of what it is about.
grant select (status, worker, claimed_at) on intent_executions to ${worker};
