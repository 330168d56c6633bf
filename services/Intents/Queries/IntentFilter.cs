using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Intents.Queries;

/// <summary>Which intents a list shows; every filter that is set must hold. Several values of one filter are alternatives, given repeatedly or with commas.</summary>
internal sealed record IntentFilter
{
    private const int MostTypes = 20;

    /// <summary>Some of the five statuses. Null: all.</summary>
    [FromQuery(Name = "status")]
    public string[]? Status { get; init; }

    /// <summary>What should be done, at most 20 types. Null: anything.</summary>
    [FromQuery(Name = "type")]
    public string[]? Type { get; init; }

    /// <summary>The artifact they are about. Null: any or none.</summary>
    [FromQuery(Name = "target_artifact_id")]
    public string? TargetArtifactId { get; init; }

    /// <summary>Who wants them. Null: anybody.</summary>
    [FromQuery(Name = "created_by")]
    public string? CreatedBy { get; init; }

    /// <summary>The session they were made in. Null: any or none.</summary>
    [FromQuery(Name = "session_id")]
    public Guid? SessionId { get; init; }

    /// <summary>The correlation they belong to. Null: any or none.</summary>
    [FromQuery(Name = "correlation_id")]
    public string? CorrelationId { get; init; }

    /// <summary>A JSON object that their context contains, e.g. <c>{"ingestion_profile":"hybrid"}</c>. Null: any context.</summary>
    [FromQuery(Name = "context")]
    public string? Context { get; init; }

    /// <summary>Created then or later. Null: no limit.</summary>
    [FromQuery(Name = "created_from")]
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created before. Null: no limit.</summary>
    [FromQuery(Name = "created_to")]
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Changed then or later; the list is then ordered by the latest change. Null: no limit.</summary>
    [FromQuery(Name = "updated_from")]
    public DateTimeOffset? UpdatedFrom { get; init; }

    /// <summary>Last changed before; the list is then ordered by the latest change. Null: no limit.</summary>
    [FromQuery(Name = "updated_to")]
    public DateTimeOffset? UpdatedTo { get; init; }

    /// <summary>Where the page before ended, as it said itself. Null: the first page.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>The statuses one by one; empty: all.</summary>
    internal IReadOnlyList<string> Statuses => Split(Status);

    /// <summary>The types one by one; empty: any.</summary>
    internal IReadOnlyList<string> Types => Split(Type);

    /// <summary>Whether the list is ordered by the latest change and not by creation.</summary>
    internal bool IsByChange => UpdatedFrom is not null || UpdatedTo is not null;

    /// <summary>What the list is about, for recognising a cursor that belongs to another one.</summary>
    internal string Identity => string.Join('\n',
        [string.Join(',', Statuses), string.Join(',', Types), TargetArtifactId, CreatedBy, SessionId?.ToString(), CorrelationId, Context,
         CreatedFrom?.ToString("O"), CreatedTo?.ToString("O"), UpdatedFrom?.ToString("O"), UpdatedTo?.ToString("O")]);

    /// <summary>Notes the values that no intent can have.</summary>
    public void Check(Validation faults)
    {
        foreach (var status in Statuses)
            faults.Require(IntentStatusNames.All.Contains(status), "status", $"expected some of {string.Join(", ", IntentStatusNames.All)}; came '{Shorten(status)}'.");
        faults.Require(Types.Count <= MostTypes, "type", $"expected at most {MostTypes} types; came {Types.Count}.");
        foreach (var type in Types) faults.RequireText(type, "type", 255);
        foreach (var (value, name) in new[] { (TargetArtifactId, "target_artifact_id"), (CreatedBy, "created_by"), (CorrelationId, "correlation_id") })
            if (value is not null) faults.RequireText(value, name, 255);
        CheckRange(CreatedFrom, CreatedTo, "created", faults);
        CheckRange(UpdatedFrom, UpdatedTo, "updated", faults);
        if (Context is not null) CheckContext(Context, faults);
        if (Cursor is not null)
            faults.Require(IntentCursor.Read(Cursor, this) is not null, "cursor", "expected the next_cursor of a page of this same list; begin again without one.");
    }

    private static void CheckRange(DateTimeOffset? from, DateTimeOffset? to, string name, Validation faults) =>
        faults.Require(!(from >= to), $"{name}_to", $"expected a time after {name}_from; came {to:O}, which is not after {from:O}.");

    private static void CheckContext(string context, Validation faults)
    {
        try
        {
            var wanted = JsonElement.Parse(context);
            if (JsonObjectRules.Check(wanted, "context", faults))
                faults.Require(HasLeaf(wanted), "context", "expected an object with at least one text, number, boolean or null in it, which is what is searched for.");
        }
        catch (JsonException)
        {
            faults.Require(false, "context", "expected a JSON object, e.g. {\"ingestion_profile\":\"hybrid\"}, percent-encoded; this is no JSON.");
        }
    }

    // The index knows values and where they stand; an empty object would make it go through everything.
    private static bool HasLeaf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(p => HasLeaf(p.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasLeaf),
        _ => true,
    };

    private static string[] Split(string[]? values) => values is null ? [] : [.. values.SelectMany(v => v.Split(',')).Distinct()];

    private static string Shorten(string text) => text.Length <= 50 ? text : text[..50] + "…";
}
