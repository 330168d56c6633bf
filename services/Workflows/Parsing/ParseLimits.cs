using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Workflows.Parsing;

/// <summary>How much one file may ask of the parser. Section <c>Workflows:Parsing</c>; what goes over a limit fails the intent with its name.</summary>
public sealed record ParseLimits
{
    /// <summary>Largest source, in bytes; 1 or more, default 32 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int MaxSourceBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Most rows over all tables; 1 or more, default 100,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxRows { get; init; } = 100_000;

    /// <summary>Most columns of a table; 1 or more, default 1,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxColumns { get; init; } = 1_000;

    /// <summary>Most cells over all tables; 1 or more, default 1,000,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxCells { get; init; } = 1_000_000;

    /// <summary>Longest cell or JSON string, in characters; 1 or more, default 100,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxCellCharacters { get; init; } = 100_000;

    /// <summary>Deepest nesting of JSON and HTML; 1 to 512, default 64 for JSON, four times as much for HTML, whose wrappers carry no meaning.</summary>
    [Range(1, 512)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most headings, paragraphs, list items and code blocks; 1 or more, default 200,000.</summary>
    [Range(1, int.MaxValue)]
    public int MaxBlocks { get; init; } = 200_000;

    /// <summary>Largest parsed document, in bytes; 1 or more, default 64 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int MaxOutputBytes { get; init; } = 64 * 1024 * 1024;
}
