using System.Text.Json;

namespace IntentEngine.Workflows.Parsing.Sources;

/// <summary>What a parser found in a file, before a profile makes something of it.</summary>
internal sealed record SourceContent
{
    /// <summary>Which parser read it, e.g. <c>csv</c>.</summary>
    public required string ParserType { get; init; }

    /// <summary>Encoding the file is in.</summary>
    public required string Encoding { get; init; }

    /// <summary>Its tables in order.</summary>
    public required IReadOnlyList<SourceTable> Tables { get; init; }

    /// <summary>Its text in reading order.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Its references, each once.</summary>
    public required IReadOnlyList<SourceLink> Links { get; init; }

    /// <summary>The document itself when it is JSON: one root, or each line's. Empty otherwise.</summary>
    public IReadOnlyList<JsonElement> Json { get; init; } = [];
}
