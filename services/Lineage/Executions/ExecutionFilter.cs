using IntentEngine.Hosting.Failures;
using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace IntentEngine.Lineage.Executions;

/// <summary>Which executions a list shows; all given conditions hold together.</summary>
internal sealed record ExecutionFilter
{
    /// <summary>Exactly this status.</summary>
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary>Of this correlation.</summary>
    [FromQuery(Name = "correlation_id")]
    public string? CorrelationId { get; init; }

    /// <summary>Whose parent is this execution.</summary>
    [FromQuery(Name = "parent_execution_id")]
    public string? ParentExecutionId { get; init; }

    /// <summary>Started this way.</summary>
    [FromQuery(Name = "trigger_kind")]
    public string? TriggerKind { get; init; }

    /// <summary>Of this workflow or intent.</summary>
    [FromQuery(Name = "run_id")]
    public string? RunId { get; init; }

    /// <summary>Of this name.</summary>
    [FromQuery(Name = "name")]
    public string? Name { get; init; }

    /// <summary><c>allow</c>, <c>need_approval</c> or <c>deny</c>.</summary>
    [FromQuery(Name = "verdict")]
    public string? Verdict { get; init; }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</summary>
    [FromQuery(Name = "risk_level")]
    public string? RiskLevel { get; init; }

    /// <summary>Started at this time or later.</summary>
    [FromQuery(Name = "since")]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Started before this time.</summary>
    [FromQuery(Name = "until")]
    public DateTimeOffset? Until { get; init; }

    /// <summary>1 to 100. Default 20.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>How many to skip, 0 or more. Default 0. What is skipped costs time; a cursor does not.</summary>
    [FromQuery(Name = "offset")]
    public int? Offset { get; init; }

    /// <summary>The next_cursor of the page before, instead of an offset.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    internal int PageSize => Limit ?? 20;

    internal int Skipped => Offset ?? 0;

    internal Position? After { get; private set; }

    /// <summary>What the list is about, so that a cursor never continues another one.</summary>
    internal string Identity => string.Join('\n', ["executions", .. Texts().Select(text => $"{text.Name}={text.Value}"), $"{Since:O}", $"{Until:O}"]);

    /// <summary>Notes what cannot be.</summary>
    public Validation Check()
    {
        var rules = new Validation();
        rules.RequireRange(PageSize, "limit", 1, 100);
        rules.RequireRange(Skipped, "offset", 0, int.MaxValue);
        foreach (var (name, value) in Texts())
            if (value is not null) rules.RequireText(value, name, 500);
        rules.Require(!(Since >= Until), "until", $"expected a time after since; came {Until:O}, which is not after {Since:O}.");
        if (Cursor is null) return rules;
        rules.Require(Skipped == 0, "offset", "expected none beside a cursor, which says itself where the page begins.");
        rules.Require((After = Position.Read(Cursor, Identity)) is not null, "cursor", "expected the next_cursor of a page of this same list; begin again without one.");
        return rules;
    }

    /// <summary>The conditions on <c>executions e</c>; adds their parameters.</summary>
    public string Conditions(List<NpgsqlParameter> parameters)
    {
        List<string> conditions = ["e.organization_id = $1"];
        foreach (var (name, value) in Texts())
            // Each but the status has an index that begins with it. A value that the planner sees may be so frequent that it walks through time instead,
            // past everything newer; a status has no other way.
            if (value is not null) Add(name == "status" ? "e.status = {0}" : $"{Column(name)} = (select {{0}})", Parameter.Text(value));
        if (Since is not null) Add("e.ordered_at >= {0}", Parameter.Time(Since));
        if (Until is not null) Add("e.ordered_at < {0}", Parameter.Time(Until));
        return string.Join(" and ", conditions);

        void Add(string condition, NpgsqlParameter value)
        {
            parameters.Add(value);
            conditions.Add(condition.Replace("{0}", $"${parameters.Count}", StringComparison.Ordinal));
        }
    }

    private static string Column(string name) => name switch
    {
        "correlation_id" => "e.effective_correlation_id",
        "trigger_kind" => "coalesce(e.trigger_kind, 'manual')",
        _ => $"e.{name}",
    };

    private (string Name, string? Value)[] Texts() =>
    [
        ("status", Status), ("correlation_id", CorrelationId), ("parent_execution_id", ParentExecutionId), ("trigger_kind", TriggerKind), ("run_id", RunId), ("name", Name),
        ("verdict", Verdict), ("risk_level", RiskLevel),
    ];
}
