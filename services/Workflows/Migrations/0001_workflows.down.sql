drop view intent_workflow_data;
drop table articles, organization_profiles, lineage_feed, pending_executions, intent_audit_log, intent_approvals, intent_workflow_steps, intent_workflows;
drop function refuse_audit_change();
drop domain step_status, workflow_name;
