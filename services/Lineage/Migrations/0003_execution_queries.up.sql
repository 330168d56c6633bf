-- Indexes for questions that a million executions would make slow. None holds a column that changes while an execution runs,
-- so that the update from running to completed still touches no index (executions.status has none for that reason).

-- Roots of a correlation without reading all of it.
create index executions_roots on executions (effective_correlation_id, organization_id, ordered_at, execution_id) where parent_execution_id is null;
create index executions_by_name on executions (name, organization_id, ordered_at desc, execution_id);
-- Told by executors that make change sets, and by approvals: few.
create index executions_by_verdict on executions (verdict, organization_id, ordered_at desc, execution_id) where verdict is not null;
create index executions_by_risk on executions (risk_level, organization_id, ordered_at desc, execution_id) where risk_level is not null;
create index executions_decisions on executions (run_id, organization_id) where decision_id is not null and run_id is not null;
