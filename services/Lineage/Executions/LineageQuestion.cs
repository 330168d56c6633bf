using System.Globalization;
using IntentEngine.Hosting.Failures;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.Executions;

/// <summary>How much of a lineage is wanted.</summary>
internal sealed record LineageQuestion
{
    private const int MostDepth = 10_000;
    private const int MostLimit = 10_000;
    private const int MostKinds = 20;

    /// <summary>Levels up and down, 1 to 10000. Default 20.</summary>
    [FromQuery(Name = "depth")]
    public int? Depth { get; init; }

    /// <summary><c>both</c> (default), <c>up</c> or <c>down</c>. Siblings come with both.</summary>
    [FromQuery(Name = "direction")]
    public string? Direction { get; init; }

    /// <summary>Follow edges of these kinds alone, repeatedly or with commas: <c>child</c>, <c>retry</c>, <c>repair</c>, or a newer word. Default all.</summary>
    [FromQuery(Name = "kinds")]
    public string[]? Kinds { get; init; }

    /// <summary>Executions of a page besides the one asked for, 1 to 10000. Default 1000.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The cursor of the page before. Default the first page.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>Members besides the core, with commas: <c>error</c>, <c>cost</c>, <c>change</c>; <c>core</c> alone for none. Default all.</summary>
    [FromQuery(Name = "fields")]
    public string[]? Fields { get; init; }

    /// <summary>The graph as it stood then: executions that had started, in the state they were in. Default now.</summary>
    [FromQuery(Name = "as_of")]
    public DateTimeOffset? AsOf { get; init; }

    internal int Levels => Depth ?? 20;

    internal int PageSize => Limit ?? BreadthFirst.MostNodes;

    internal Direction Way { get; private set; }

    internal FieldGroups Groups { get; private set; } = FieldGroups.All;

    internal Position? After { get; private set; }

    internal string[]? EdgeKinds { get; private set; }

    /// <summary>Understands what was sent, and notes what cannot be.</summary>
    public Validation Read(string executionId)
    {
        var rules = new Validation();
        rules.RequireRange(Levels, "depth", 1, MostDepth);
        rules.RequireRange(PageSize, "limit", 1, MostLimit);
        if (Direction is not null && rules.Require(Direction is "both" or "up" or "down", "direction", $"expected both, up or down; came '{Texts.Shorten(Direction)}'."))
            Way = Enum.Parse<Direction>(Direction, ignoreCase: true);
        if (Kinds is { Length: > 0 })
        {
            EdgeKinds = [.. Texts.Split(Kinds).Order(StringComparer.Ordinal)];
            rules.Require(EdgeKinds.Length is > 0 and <= MostKinds, "kinds", $"expected 1 to {MostKinds} kinds; came {EdgeKinds.Length}.");
            foreach (var kind in EdgeKinds) rules.RequireText(kind, "kinds", 100);
        }

        if (Fields is { Length: > 0 }) Groups = FieldNames.Read(Fields, rules);
        if (Cursor is not null)
            rules.Require((After = Position.Read(Cursor, Identity(executionId))) is not null, "cursor", "expected the cursor of a page of this same question (only limit may change); begin again without one.");
        return rules;
    }

    /// <summary>Everything that a page depends on besides its size, so that a cursor never continues another question.</summary>
    public string Identity(string executionId) => string.Join('\n', "lineage", executionId, Levels.ToString(CultureInfo.InvariantCulture), Way, EdgeKinds is null ? "*" : string.Join(',', EdgeKinds), Groups,
        AsOf?.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
