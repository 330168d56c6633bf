using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Lineage.Projection;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Executions;

/// <summary>Shows executions as they stood at a time: an execution is resumed and retried in place, so its present state says little about an earlier one.</summary>
/// <remarks>
/// The state of then is the newest fact, by (sequence, fact_id), of those that happened by then: the rule by which rows are made, applied to the part of the
/// log that there was. What has not changed since then is not asked for, and all others of a page are one query. Where the log has no such fact, because it
/// was told late or dropped by retention, all that can be said is that what had started was running.
/// </remarks>
internal sealed class PastStates(LineageDatabase database, Guid organizationId, FieldGroups groups, DateTimeOffset then)
{
    // Months after that time are not looked at; in the others the key of the log leads to the end of each execution's history.
    private const string Newest = """
        select f.execution_id, f.at, {0} from unnest($2) as u (id) cross join lateral (
            select e.execution_id, e.at, e.data from execution_events e
            where e.organization_id = $1 and e.execution_id = u.id and e.is_state and e.at <= $3 order by e.sequence desc, e.fact_id desc limit 1) f
        """;

    // Data of the executor's own may be large and is the only place where some members are found.
    private static readonly string Whole = Newest.Replace("{0}", "f.data", StringComparison.Ordinal);
    private static readonly string WithoutData = Newest.Replace("{0}", "f.data - 'data'", StringComparison.Ordinal);

    /// <summary>Puts the state of then in the place of each of these rows.</summary>
    public async Task ShowAsync(ExecutionRows rows, IEnumerable<string> ids, CancellationToken cancel)
    {
        string[] shown = [.. ids.Distinct(StringComparer.Ordinal)];
        string[] changed = [.. shown.Where(id => rows[id].UpdatedAt > then)];
        if (changed.Length > 0)
            await database.ReadAsync(organizationId, cancel, new OrganizationReads.Query(
                (groups & (FieldGroups.Error | FieldGroups.Change)) != 0 ? Whole : WithoutData,
                [Parameter.Uuid(organizationId), Parameter.Texts(changed), Parameter.Time(then)],
                row => rows[row.GetString(0)] = Told(rows[row.GetString(0)], row.GetFieldValue<DateTimeOffset>(1), JsonSerializer.Deserialize<EventData>(row.GetString(2), ContractJson.Options)!)));
        foreach (var id in shown) rows[id] = rows[id].AsOf(then);
    }

    private LineageExecutionSummary Told(LineageExecutionSummary now, DateTimeOffset at, EventData told)
    {
        var (error, change) = ((groups & FieldGroups.Error) != 0, (groups & FieldGroups.Change) != 0);
        var (started, completed) = (Stored(told.StartedAt), Stored(told.CompletedAt));
        return now with
        {
            Status = told.Status,
            Attempt = told.Attempt,
            UpdatedAt = at,
            StartedAt = started,
            CompletedAt = completed,
            DurationMs = completed is { } end && started is { } start ? (long)Math.Round((end - start).Ticks / (decimal)TimeSpan.TicksPerMillisecond, MidpointRounding.AwayFromZero) : null,
            ErrorType = error ? told.ErrorType : null,
            ErrorMessage = error ? told.ErrorMessage : null,
            ErrorStep = error ? Text(told, "error_step") ?? (told.ErrorType is null && told.ErrorMessage is null ? null : told.Name) : null,
            CostUsd = (groups & FieldGroups.Cost) != 0 ? told.CostUsd : null,
            PlanId = change ? Text(told, "plan_id") : null,
            ChangesetId = change ? Text(told, "changeset_id") : null,
            DecisionId = change ? Text(told, "decision_id") : null,
            Checksum = change ? Text(told, "checksum") : null,
            Verdict = change ? Text(told, "verdict") : null,
            RiskLevel = change ? Text(told, "risk_level") : null,
            AffectedPaths = change ? Member(told, "affected_paths") : null,
            ArtifactPath = change ? Text(told, "artifact_path") : null,
        };
    }

    // As the columns that are generated from data read it.
    private static JsonElement? Member(EventData told, string name) => told.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(EventData told, string name) => Member(told, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };

    // Columns keep microseconds.
    private static DateTimeOffset? Stored(DateTimeOffset? time) => time is { } told ? new DateTimeOffset(told.UtcTicks - told.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero) : null;
}
