namespace IntentEngine.Messaging.Database;

/// <summary>How one service reaches its own PostgreSQL database: three roles, three connection strings.</summary>
/// <remarks>Bound from the section <c>{Service}:Database</c>. Unknown or missing values stop the process at start.</remarks>
public sealed record DatabaseOptions
{
    /// <summary>Role that owns the tables and runs migrations. Null: this process does not migrate and requires a current schema.</summary>
    public string? Migrator { get; init; }

    /// <summary>Role of requests and consumers. It owns nothing and sees only the organization set in its transaction.</summary>
    public required string App { get; init; }

    /// <summary>Role of background work across organizations (sweeper, re-drive). It sees only tables whose policy names it.</summary>
    public required string Worker { get; init; }
}
