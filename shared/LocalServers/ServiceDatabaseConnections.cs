namespace IntentEngine.LocalServers;

/// <summary>Three ways into the database of one service, as Npgsql connection strings.</summary>
/// <param name="Migrator">Role that owns the database and runs migrations.</param>
/// <param name="App">Role of requests and consumers: may connect and use the schema, owns nothing, cannot bypass row-level security.</param>
/// <param name="Worker">Role of background work across organizations: the same rights as <paramref name="App"/>, its own policies.</param>
public sealed record ServiceDatabaseConnections(string Migrator, string App, string Worker);
