drop trigger graph_status_history_is_audited on graph_status_history;
drop table graph_audit_heads, graph_audit_chain, graph_audit_pending;
drop function await_graph_audit(), refuse_graph_audit_change();
