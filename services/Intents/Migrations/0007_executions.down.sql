revoke select (status, worker, claimed_at) on intent_executions from ${worker};
drop index idx_intent_executions_running;
