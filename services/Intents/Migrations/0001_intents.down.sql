drop table intent_audit_log, intent_executions;
drop function refuse_audit_change(), touch_intent_execution();
