namespace IntentEngine.Intents.Graph.Backup;

/// <summary>A backup that cannot be restored; nothing was changed.</summary>
internal sealed class InvalidBackupException : Exception
{
    private InvalidBackupException(string message, string? place) : base(message) => Place = place;

    /// <summary>Where in the file the form is wrong, e.g. <c>edges[3]</c>. Null: the form is right, and the content cannot be restored.</summary>
    public string? Place { get; }

    /// <summary>The file does not have the form of a backup.</summary>
    public static InvalidBackupException NotABackup(string place, string message) => new(message, place);

    /// <summary>A backup, but it cannot be restored.</summary>
    public static InvalidBackupException Impossible(string message) => new(message, null);
}
