namespace IntentEngine.Intents.Graph.Audit;

/// <summary>Whether an organization's audit chain holds.</summary>
internal sealed record AuditVerdict
{
    /// <summary>Whether every sealed row is as it was sealed, nothing is missing and nothing was put beside it.</summary>
    public required bool Valid { get; init; }

    /// <summary>How many rows the chain has.</summary>
    public required long Sealed { get; init; }

    /// <summary>Committed changes that wait to be sealed; a moment later they are.</summary>
    public required long Pending { get; init; }

    /// <summary>Place in the chain, from 0, of the first row that does not hold. Null: all hold.</summary>
    public long? FirstBadIndex { get; init; }

    /// <summary>What is wrong there.</summary>
    public string? Problem { get; init; }

    /// <summary>The last hash of the chain, hexadecimal: keep it elsewhere, and nobody can rewrite the chain unseen. Null: nothing is sealed.</summary>
    public string? Head { get; init; }
}
