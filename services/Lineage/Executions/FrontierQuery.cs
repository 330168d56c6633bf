using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Executions;

/// <summary>Counts the children that an answer does not show.</summary>
internal sealed class FrontierQuery
{
    /// <summary>Executions of a frontier that are listed.</summary>
    public const int MostListed = 100;

    private const int CountedTo = 1000;
    private const int MostAsked = 1000;

    private readonly List<(string Id, Position? After)> _candidates = [];

    /// <summary>What was found out already.</summary>
    public List<FrontierNode> Nodes { get; } = [];

    /// <summary>Children after <paramref name="after"/>, or all, of these are not shown.</summary>
    public void Ask(IEnumerable<string> ids, Position? after) => _candidates.AddRange(ids.Select(id => (id, after)));

    /// <summary>The query; null when nothing is to be counted.</summary>
    public OrganizationReads.Query? Of(Sight sight, string startId)
    {
        if (_candidates.Count == 0) return null;
        var asked = _candidates.Take(MostAsked).ToList();
        List<NpgsqlParameter> parameters =
        [
            Parameter.Uuid(sight.OrganizationId), Parameter.Texts([.. asked.Select(c => c.Id)]), Parameter.Texts([.. asked.Select(c => c.After?.At.ToString("O"))]),
            Parameter.Texts([.. asked.Select(c => c.After?.Id)]), Parameter.Text(startId), Parameter.Whole(CountedTo), Parameter.Whole(MostListed),
        ];
        var conditions = sight.Below(parameters);
        // Of all that was shown only the start can be a child of what was found, where a circle closes.
        return new OrganizationReads.Query($"""
            select c.id, below.number
            from unnest($2, $3, $4) with ordinality as c (id, at, after, place)
            cross join lateral (select count(*)::int as number from (
                select from executions e where e.organization_id = $1 and e.parent_execution_id = c.id and e.execution_id <> $5
                and (c.at is null or (e.ordered_at, e.execution_id) > (c.at::timestamptz, c.after)){conditions} limit $6) as counted) below
            where below.number > 0 order by c.place limit $7
            """, parameters, row => Nodes.Add(new FrontierNode(row.GetString(0), row.GetInt32(1))));
    }
}
