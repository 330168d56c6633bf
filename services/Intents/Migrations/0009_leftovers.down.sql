drop index artifacts_by_content, artifacts_to_collect;
alter table artifacts drop column content_collected_at;
alter table action_queues drop column resumes;
drop index idx_intent_executions_owner;
