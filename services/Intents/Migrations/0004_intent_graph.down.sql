drop table graph_status_history, graph_edges, graph_intents;
drop function refuse_graph_history_change(), refuse_graph_change(text, text), graph_path_exists(uuid, text, text);
