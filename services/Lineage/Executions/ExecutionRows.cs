using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Executions;

/// <summary>The rows of executions that a walk found, by id.</summary>
internal sealed class ExecutionRows(FieldGroups groups)
{
    private readonly Dictionary<string, LineageExecutionSummary> _rows = new(StringComparer.Ordinal);
    private readonly ExecutionColumns _columns = new(groups);

    /// <summary>What stands between <c>select</c> and <c>from executions e</c>, for <see cref="Take"/>.</summary>
    public string Columns => _columns.Sql;

    /// <summary>One that was read. A walk finds only what has a row, and rows are never erased.</summary>
    public LineageExecutionSummary this[string id]
    {
        get => _rows[id];
        set => _rows[id] = value;
    }

    /// <summary>All that were read, in the order they came.</summary>
    public IEnumerable<LineageExecutionSummary> All => _rows.Values;

    /// <summary>The query for these; each look-up is an index probe, however many there are.</summary>
    public OrganizationReads.Query Of(Guid organizationId, IEnumerable<string> ids)
    {
        return new OrganizationReads.Query($"""
            select {Columns} from unnest($2) as u (id)
            cross join lateral (select * from executions x where x.organization_id = $1 and x.execution_id = u.id offset 0) e
            """, [Parameter.Uuid(organizationId), Parameter.Texts([.. ids.Distinct(StringComparer.Ordinal)])], row => Add(_columns.Read(row)));
    }

    /// <summary>The query for very many of a few correlations: reading those as a whole costs less than looking up each.</summary>
    public OrganizationReads.Query Of(Guid organizationId, string[] correlations, string[] ids)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return new OrganizationReads.Query($"select {Columns} from executions e where e.organization_id = $1 and e.effective_correlation_id = any((select $2)::text[])",
            [Parameter.Uuid(organizationId), Parameter.Texts(correlations)], row =>
            {
                if (wanted.Contains(row.GetString(0))) Add(_columns.Read(row));
            });
    }

    /// <summary>Whether it was read.</summary>
    public bool Has(string id) => _rows.ContainsKey(id);

    /// <summary>Keeps the row the reader stands at; also as what a walk needs of it.</summary>
    public Node Take(NpgsqlDataReader row)
    {
        var read = _columns.Read(row);
        Add(read);
        return new Node(read.ExecutionId, read.OrderedAt, read.CorrelationId, read.ParentExecutionId, EdgeKinds.Of(read.TriggerKind));
    }

    private void Add(LineageExecutionSummary row) => _rows[row.ExecutionId] = row;
}
