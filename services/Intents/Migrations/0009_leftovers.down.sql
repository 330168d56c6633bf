alter table action_queues drop column resumes;
drop index idx_intent_executions_owner;
