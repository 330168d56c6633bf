using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Executions;

/// <summary>What of the graph a question looks at.</summary>
/// <param name="OrganizationId">Whose graph.</param>
/// <param name="Kinds">Edges of these kinds alone. Null: all.</param>
/// <param name="AsOf">Executions that had started by then. Null: all.</param>
internal sealed record Sight(Guid OrganizationId, string[]? Kinds = null, DateTimeOffset? AsOf = null)
{
    /// <summary>Whether the edge above a node is looked at.</summary>
    public bool Follows(string? edgeKind) => Kinds is null || Kinds.Contains(edgeKind, StringComparer.Ordinal);

    /// <summary>The same as a condition on <c>executions e</c>; adds its parameters.</summary>
    public string Below(List<NpgsqlParameter> parameters)
    {
        var conditions = Known(parameters);
        if (Kinds is null) return conditions;
        parameters.Add(Parameter.Texts(Kinds));
        return $"{conditions} and {EdgeKinds.Sql} = any(${parameters.Count})";
    }

    /// <summary>The condition that an execution existed; adds its parameters.</summary>
    public string Known(List<NpgsqlParameter> parameters)
    {
        if (AsOf is null) return "";
        parameters.Add(Parameter.Time(AsOf));
        return $" and e.ordered_at <= ${parameters.Count}";
    }
}
