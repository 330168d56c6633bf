drop table artifact_audit_log, artifacts;
drop function refuse_artifact_audit_change();
