namespace IntentEngine.Workflows.Parsing.Sources;

/// <summary>What a text is made of.</summary>
internal enum BlockKind
{
    Heading,
    Paragraph,
    ListItem,
    Code,
    Table,
}

/// <summary>One piece of text in reading order.</summary>
internal sealed record Block(BlockKind Kind, string Text)
{
    /// <summary>Heading: 1 to 6. List item: its depth, from 1. Else 0.</summary>
    public int Level { get; init; }

    /// <summary>Whether a list item is numbered.</summary>
    public bool Ordered { get; init; }

    /// <summary>Language of a code block. Null: not said.</summary>
    public string? Language { get; init; }
}
