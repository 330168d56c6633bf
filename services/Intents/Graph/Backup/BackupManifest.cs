namespace IntentEngine.Intents.Graph.Backup;

/// <summary>Where a backup comes from (format 1.1; spec semantics §1.6).</summary>
internal sealed record BackupManifest
{
    /// <summary>Who took it: the subject of the token.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The backend it was taken from.</summary>
    public string? Source { get; init; }

    public string? Note { get; init; }
}
