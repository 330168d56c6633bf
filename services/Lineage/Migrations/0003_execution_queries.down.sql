drop index executions_roots, executions_by_name, executions_by_verdict, executions_by_risk, executions_decisions;
