using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>The refusals of a change, worded once for all backends.</summary>
internal static class GraphConflicts
{
    public static GraphConflictException Exists(string id) => new(GraphConflict.Exists, id, $"Intent {id} exists already; choose another id, or update it.");

    public static GraphConflictException Missing(string id) => new(GraphConflict.Missing, id, $"Intent {id} not found.");

    public static GraphConflictException Changed(string id) => new(GraphConflict.Changed, id, $"Intent {id} was changed by someone else; read it again and decide again.");

    public static GraphConflictException Cycle(IntentEdge edge) => Cycle(edge.From, edge.To);

    public static GraphConflictException Cycle(string from, string to) => from == to
        ? new(GraphConflict.Cycle, $"{from} -> {to}", $"Expected an edge between two intents; came one from {from} to itself.")
        : new(GraphConflict.Cycle, $"{from} -> {to}", $"The edge {from} -> {to} would close a cycle over depends_on and is_subgoal_of; remove the path from {to} to {from} first.");

    /// <summary>An edge from an intent to itself, of any type. Null: there is none.</summary>
    public static GraphConflictException? SelfEdge(IEnumerable<IntentEdge> edges) => edges.FirstOrDefault(e => e.From == e.To) is { } self ? Cycle(self) : null;
}
