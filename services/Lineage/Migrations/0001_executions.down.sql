drop function inherit_correlations(uuid, text[]);
drop table execution_events, executions;
