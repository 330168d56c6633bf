-- Executions that the engine's own executor has begun: told of again when their messages may have been lost.

create index idx_intent_executions_running on intent_executions (worker, claimed_at, intent_id) where status = 'in_progress';
-- Background work sees that something runs, and nothing of what it is about.
grant select (status, worker, claimed_at) on intent_executions to ${worker};
