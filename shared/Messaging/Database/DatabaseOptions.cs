using System.ComponentModel.DataAnnotations;

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

    /// <summary>Most changes committing at once in this process, 1 to 200; others wait their turn. Null: three per processor, at least 4.</summary>
    /// <remarks>A backend's caches stay warm and backends do not crowd each other out, so few at once commit more per second than many.</remarks>
    [Range(1, 200)]
    public int? ConcurrentCommits { get; init; }
}
