namespace IntentEngine.Intents.Graph.Storage.Opening;

/// <summary>Where intent graphs can be kept (seed 001).</summary>
internal enum GraphBackend
{
    /// <summary>The service's own database: durable, any number of instances. The default.</summary>
    Postgres,

    /// <summary>Until the process ends.</summary>
    Memory,

    /// <summary>One JSON document per organization with a journal; one process.</summary>
    File,

    /// <summary>Every version of every intent in a file named by its hash; one process.</summary>
    Archive,

    /// <summary>One SQLite file; one process.</summary>
    Sqlite,
}
