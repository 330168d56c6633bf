using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Queries;

/// <summary>One list as SQL. Every page is a walk along an index that has the list's order, so its cost does not grow with the table.</summary>
internal sealed class IntentQuery
{
    // Past this, planning costs more than one walk that passes over what it does not want.
    private const int MostWalks = 10;

    private readonly List<NpgsqlParameter> _parameters = [];
    private readonly List<string> _conditions = ["tenant_id = $1"];
    private readonly IntentFilter _filter;
    private readonly string _time;

    public IntentQuery(Guid organizationId, IntentFilter filter)
    {
        _filter = filter;
        _time = filter.IsByChange ? "updated_at" : "created_at";
        Add(Parameter.Uuid(organizationId));
        if (filter.TargetArtifactId is { } target) _conditions.Add($"target_artifact_id = {Add(Parameter.Text(target))}");
        if (filter.CreatedBy is { } subject) _conditions.Add($"created_by = {Add(Parameter.Text(subject))}");
        if (filter.SessionId is { } session) _conditions.Add($"session_id = {Add(Parameter.Uuid(session))}");
        if (filter.CorrelationId is { } correlation) _conditions.Add($"correlation_id = {Add(Parameter.Text(correlation))}");
        if (filter.Context is { } context) _conditions.Add($"context @> {Add(Parameter.JsonText(context))}");
        AddTimes("created_at", filter.CreatedFrom, filter.CreatedTo);
        AddTimes("updated_at", filter.UpdatedFrom, filter.UpdatedTo);
    }

    /// <summary>The page after <paramref name="after"/>, newest first.</summary>
    public NpgsqlBatchCommand Page(IntentCursor? after, int limit, int offset)
    {
        if (after is not null) _conditions.Add($"({_time}, intent_id) < ({Add(Parameter.Time(after.Time))}, {Add(Parameter.Text(after.IntentId))})");
        var most = Add(Parameter.Whole(limit + offset));
        var walks = Walks().Select(only => $"(select {IntentColumns.All} from intent_executions where {string.Join(" and ", _conditions)}{only} order by {_time} desc, intent_id desc limit {most})").ToList();
        return Command(walks is [var single]
            ? $"{single} offset {Add(Parameter.Whole(offset))}"
            : $"select * from ({string.Join("\nunion all\n", walks)}) as merged order by {_time} desc, intent_id desc limit {most} offset {Add(Parameter.Whole(offset))}");
    }

    /// <summary>How many there are, counted up to <paramref name="most"/>.</summary>
    public NpgsqlBatchCommand Count(int most) =>
        Command($"select count(*) from (select 1 from intent_executions where {string.Join(" and ", _conditions)}{Alternatives()} limit {Add(Parameter.Whole(most))}) as counted");

    private NpgsqlBatchCommand Command(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in _parameters) command.Parameters.Add(parameter);
        return command;
    }

    // An index has the order only within one status, or one type and status: several are walked side by side and merged.
    private IEnumerable<string> Walks()
    {
        IReadOnlyList<string> statuses = _filter.Statuses is { Count: 0 } && _filter.Types.Count > 0 ? [.. IntentStatusNames.All] : _filter.Statuses;
        var walks = Math.Max(1, statuses.Count) * Math.Max(1, _filter.Types.Count);
        if (_filter.IsByChange || _filter.Context is not null || HasOwnIndex() || walks is 1 or > MostWalks) return [Alternatives()];
        IReadOnlyList<string> types = _filter.Types.Count == 0 ? [""] : [.. _filter.Types.Select(type => $" and intent_type = {Add(Parameter.Text(type))}")];
        // The words are ours and not the caller's text: they were checked to be among the five.
        return [.. types.SelectMany(type => statuses.Select(status => $"{type} and status = '{IntentStatusNames.Parse(status).Word()}'"))];
    }

    private bool HasOwnIndex() => _filter.TargetArtifactId is not null || _filter.CreatedBy is not null || _filter.SessionId is not null || _filter.CorrelationId is not null;

    private string Alternatives() => (_filter.Statuses.Count == 0 ? "" : $" and status = any({Add(Parameter.Texts([.. _filter.Statuses]))})")
        + (_filter.Types.Count == 0 ? "" : $" and intent_type = any({Add(Parameter.Texts([.. _filter.Types]))})");

    private void AddTimes(string column, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from is not null) _conditions.Add($"{column} >= {Add(Parameter.Time(from))}");
        if (to is not null) _conditions.Add($"{column} < {Add(Parameter.Time(to))}");
    }

    private string Add(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return $"${_parameters.Count}";
    }
}
