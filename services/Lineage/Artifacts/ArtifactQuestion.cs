using IntentEngine.Hosting.Failures;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>How much of the graph of artifacts is wanted.</summary>
internal sealed record ArtifactQuestion
{
    private const int MostDepth = 1000;
    private const int MostLimit = 1000;

    private string _identity = "";

    /// <summary>Levels, 1 to 1000. Default 20; of an impact and a proof 1000.</summary>
    [FromQuery(Name = "depth")]
    public int? Depth { get; init; }

    /// <summary>Artifacts of a page besides the one asked for, 1 to 1000. Default 1000.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The cursor of the page before. Default the first page.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>Whether deleted artifacts are shown and connect what lies beyond them. Default false.</summary>
    [FromQuery(Name = "include_deleted")]
    public bool? IncludeDeleted { get; init; }

    internal int Levels { get; private set; }

    internal int PageSize => Limit ?? MostLimit;

    internal bool WithDeleted => IncludeDeleted ?? false;

    internal Position? After { get; private set; }

    /// <summary>Whether the pages before left out something above for its depth: they walked there, this one does not.</summary>
    internal bool IsCutAbove { get; private set; }

    /// <summary>Understands what was sent, and notes what cannot be.</summary>
    /// <param name="route">The route with the artifact and all else that the answer depends on.</param>
    /// <param name="levels">Levels when none are asked for.</param>
    public Validation Read(string route, int levels = 20)
    {
        Levels = Depth ?? levels;
        _identity = $"{route}\n{Levels}\n{WithDeleted}";
        var rules = new Validation();
        rules.RequireRange(Levels, "depth", 1, MostDepth);
        rules.RequireRange(PageSize, "limit", 1, MostLimit);
        if (Cursor is null || !rules.Require(Position.Read(Cursor, _identity) is not null, "cursor", "expected the cursor of a page of this same question (only limit may change); begin again without one.")) return rules;
        var after = Position.Read(Cursor, _identity)!;
        IsCutAbove = after.Depth < 0;
        After = after with { Depth = Math.Abs(after.Depth) };
        return rules;
    }

    /// <summary>Where the page ended; a negative depth tells the next page that something was cut above.</summary>
    public string? Next(Walk above, Walk below)
    {
        var (part, walk) = below.Nodes.Count > 0 ? (Part.Below, below) : (Part.Above, above);
        if (walk.Nodes.Count == 0) return null;
        var (node, depth) = walk.Nodes[^1];
        return new Position(part, part == Part.Below && above.TruncatedBy == Traversal.Limit.Depth ? -depth : depth, node.At, node.Id).Write(_identity);
    }
}
