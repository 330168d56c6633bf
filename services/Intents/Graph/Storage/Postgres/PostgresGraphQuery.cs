using System.Text;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Graph.Storage.Postgres;

/// <summary>A filter as SQL: only the conditions that were given, so that each kind of list has a plan of its own.</summary>
internal sealed class PostgresGraphQuery
{
    private readonly StringBuilder _sql = new(PostgresGraphSql.SelectIntents);
    private readonly List<NpgsqlParameter> _parameters;

    private PostgresGraphQuery(Guid organization) => _parameters = [Parameter.Uuid(organization)];

    public string Sql => _sql.ToString();

    public IReadOnlyList<NpgsqlParameter> Parameters => _parameters;

    public static PostgresGraphQuery Of(Guid organization, GraphFilter filter)
    {
        var query = new PostgresGraphQuery(organization);
        // One status as an equality: then the index gives the order as well.
        if (filter.Statuses is [var status]) query.And("status =", Parameter.Text(status.Word()));
        else if (filter.Statuses.Count > 1) query.And("status = any(", Parameter.Texts([.. filter.Statuses.Select(s => s.Word())]), ")");
        if (filter.NameContains is { } name) query.And("strpos(folded->>'name',", Folded(name), ") > 0");
        if (filter.GoalContains is { } goal) query.And("strpos(folded->>'goal',", Folded(goal), ") > 0");
        if (filter.PriorityMin is { } low) query.And("priority >=", Parameter.Number(low));
        if (filter.PriorityMax is { } high) query.And("priority <=", Parameter.Number(high));
        if (filter.ParentIntent is { } parent) query.And("parent_intent =", Parameter.Text(parent));
        if (filter.CreatedFrom is { } createdFrom) query.And("created_at >=", Parameter.Time(createdFrom));
        if (filter.CreatedTo is { } createdTo) query.And("created_at <=", Parameter.Time(createdTo));
        if (filter.UpdatedFrom is { } updatedFrom) query.And("updated_at >=", Parameter.Time(updatedFrom));
        if (filter.UpdatedTo is { } updatedTo) query.And("updated_at <=", Parameter.Time(updatedTo));
        foreach (var (key, part) in filter.MetadataContains)
            query._sql.Append(" and strpos(folded->'metadata'->>").Append(query.Add(Parameter.Text(key))).Append(", ").Append(query.Add(Folded(part))).Append(") > 0");
        if (filter.After is { } after) query.After(after.CreatedAt, after.IntentId);
        query._sql.Append(" order by created_at desc, intent_id");
        if (filter.Limit is { } limit) query._sql.Append(" limit ").Append(query.Add(Parameter.Whole(limit)));
        return query;
    }

    private static NpgsqlParameter Folded(string text) => Parameter.Text(GraphFilterMatching.Fold(text));

    private void And(string before, NpgsqlParameter parameter, string after = "") => _sql.Append(" and ").Append(before).Append(' ').Append(Add(parameter)).Append(after);

    // The first condition is what the index can start from; the two directions of the order rule out comparing rows.
    private void After(DateTimeOffset createdAt, string intentId)
    {
        var (at, id) = (Add(Parameter.Time(createdAt)), Add(Parameter.Text(intentId)));
        _sql.Append(System.Globalization.CultureInfo.InvariantCulture, $" and created_at <= {at} and (created_at < {at} or intent_id > {id})");
    }

    private string Add(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return $"${_parameters.Count}";
    }
}
