namespace IntentEngine.LocalServers.Postgres;

/// <summary>One place to get PostgreSQL from. Null: not available here.</summary>
/// <param name="major">The version that an existing cluster needs; null when any will do.</param>
internal delegate Task<PostgresInstallation?> PostgresSource(int? major, TextWriter log, CancellationToken cancel);
