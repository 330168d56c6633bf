namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>One field of an entity.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Inferred, or as the document says.</param>
internal sealed record EntityField(string Name, string Type)
{
    /// <summary>Whether every record has a value. Null: the document does not say.</summary>
    public bool? Required { get; init; }

    /// <summary>Whether no two records share a value, so that it may be a key. Null: not looked at.</summary>
    public bool? Unique { get; init; }

    /// <summary>The entity it holds. Null: none.</summary>
    public string? Entity { get; init; }

    /// <summary>What the document says about it.</summary>
    public string? Description { get; init; }
}
