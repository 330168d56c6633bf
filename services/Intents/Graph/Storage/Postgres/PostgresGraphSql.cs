namespace IntentEngine.Intents.Graph.Storage.Postgres;

/// <summary>The statements on the graph's tables. In all of them <c>$1</c> is the organization.</summary>
internal static class PostgresGraphSql
{
    public const string IntentColumns = """
        intent_id, name, session_id, original_request, rtfs_intent_source, goal, constraints, preferences, success_criteria, parent_intent, triggered_by,
        generation_context, status, priority, created_at, updated_at, metadata, version
        """;

    public const string SelectIntents = $"select {IntentColumns} from graph_intents where organization_id = $1";

    public const string FindIntents = $"{SelectIntents} and intent_id = any($2)";

    public const string SelectEdges = "select from_intent, to_intent, edge_type, weight, metadata from graph_edges where organization_id = $1";

    // Two index scans; "or" over both would be one of the whole table.
    public const string EdgesOf = $"{SelectEdges} and from_intent = any($2) union all {SelectEdges} and to_intent = any($2) and from_intent <> all($2)";

    private const string SelectHistory =
        "select intent_id, version, action, from_status, to_status, reason, actor, triggering_action_id, at from graph_status_history where organization_id = $1";

    public const string AllHistory = $"{SelectHistory} order by entry";

    public const string HistoryOf = $"{SelectHistory} and intent_id = $2 order by entry";

    public const string Organizations = "select organization_id from graph_intents union select organization_id from graph_status_history order by 1";

    // Whoever changes the graph shares the first; whoever replaces it has it alone.
    public const string ShareGraph = "select pg_advisory_xact_lock_shared(hashtextextended('graph ' || $1, 0))";

    public const string HaveGraphAlone = "select pg_advisory_xact_lock(hashtextextended('graph ' || $1, 0))";

    // Two edges that close a cycle together must see each other.
    public const string TakeTurnsWithEdges = "select pg_advisory_xact_lock(hashtextextended('graph edges ' || $1, 0))";

    private const string WantedIntents = "wanted as materialized (select * from jsonb_populate_recordset(null::graph_intents, $2))";

    private const string InsertWanted = $"insert into graph_intents (organization_id, {IntentColumns}, folded) select $1, {IntentColumns}, folded from wanted";

    /// <summary><c>$2</c> intents as JSON.</summary>
    public const string Create = $"""
        with {WantedIntents},
             created as ({InsertWanted} on conflict (intent_id, organization_id) do nothing returning intent_id)
        select refuse_graph_change('IEG01', (select min(intent_id) from wanted where intent_id not in (select intent_id from created)))
        """;

    /// <summary><c>$2</c> intents as JSON, whose ids are free.</summary>
    public const string InsertIntents = $"with {WantedIntents} {InsertWanted}";

    /// <summary><c>$2</c> intents as JSON, one version ahead.</summary>
    public const string Update = $"""
        with {WantedIntents},
             changed as (
                 update graph_intents i set
                     name = w.name, session_id = w.session_id, original_request = w.original_request, rtfs_intent_source = w.rtfs_intent_source, goal = w.goal,
                     constraints = w.constraints, preferences = w.preferences, success_criteria = w.success_criteria, parent_intent = w.parent_intent,
                     triggered_by = w.triggered_by, generation_context = w.generation_context, status = w.status, priority = w.priority,
                     created_at = w.created_at, updated_at = w.updated_at, metadata = w.metadata, version = w.version, folded = w.folded
                 from wanted w
                 where i.organization_id = $1 and i.intent_id = w.intent_id and i.version = w.version - 1
                 returning i.intent_id),
             lost as (select min(intent_id) as intent_id from wanted where intent_id not in (select intent_id from changed))
        select refuse_graph_change(case when exists (select from graph_intents i join lost on lost.intent_id = i.intent_id where i.organization_id = $1) then 'IEG03' else 'IEG02' end, intent_id) from lost
        """;

    /// <summary><c>$2</c> ids.</summary>
    public const string Delete = """
        with deleted as (delete from graph_intents where organization_id = $1 and intent_id = any($2) returning intent_id)
        select refuse_graph_change('IEG02', (select min(id) from unnest($2) as id where id not in (select intent_id from deleted)))
        """;

    private const string WantedEdges = """wanted as materialized (select * from jsonb_to_recordset($2) as e ("from" text, "to" text, edge_type text, weight double precision, metadata jsonb))""";

    private const string InsertWantedEdges = """
        insert into graph_edges (organization_id, from_intent, to_intent, edge_type, weight, metadata) select $1, "from", "to", edge_type, weight, metadata from wanted
        """;

    /// <summary><c>$2</c> edges as JSON.</summary>
    public const string PutEdges = $"""
        with {WantedEdges},
             missing as (
                 select min(id) as id from wanted cross join lateral (values ("from"), ("to")) as ends (id)
                 where not exists (select from graph_intents i where i.organization_id = $1 and i.intent_id = id)),
             put as ({InsertWantedEdges} where (select id from missing) is null
                     on conflict (from_intent, to_intent, edge_type, organization_id) do update set weight = excluded.weight, metadata = excluded.metadata)
        select refuse_graph_change('IEG02', id) from missing
        """;

    /// <summary><c>$2</c> edges as JSON, of intents that exist.</summary>
    public const string InsertEdges = $"with {WantedEdges} {InsertWantedEdges}";

    /// <summary><c>$2</c> edges as JSON, stored before.</summary>
    public const string RefuseCycles = $"""
        with {WantedEdges}
        select refuse_graph_change('IEG04', (
            select jsonb_build_array("from", "to")::text from wanted where edge_type in ('depends_on', 'is_subgoal_of') and graph_path_exists($1, "to", "from") limit 1))
        """;

    /// <summary><c>$2</c> edges as JSON.</summary>
    public const string RemoveEdges = $"""
        with {WantedEdges}
        delete from graph_edges g using wanted w
        where g.organization_id = $1 and g.from_intent = w."from" and g.to_intent = w."to" and g.edge_type = w.edge_type
        """;

    public const string ClearEdges = "delete from graph_edges where organization_id = $1";

    public const string ClearIntents = "delete from graph_intents where organization_id = $1";

    /// <summary><c>$2</c> history as JSON.</summary>
    public const string AddHistory = """
        insert into graph_status_history (organization_id, intent_id, version, action, from_status, to_status, reason, actor, triggering_action_id, at)
        select $1, intent_id, version, action, "from", "to", reason, actor, triggering_action_id, at
        from jsonb_to_recordset($2) as h (intent_id text, version int, action text, "from" text, "to" text, reason text, actor text, triggering_action_id text, at timestamptz)
        """;
}
