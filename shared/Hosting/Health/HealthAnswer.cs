using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntentEngine.Hosting.Health;

/// <summary>Body of <c>/health/live</c> and <c>/health/ready</c>.</summary>
public sealed record HealthAnswer
{
    /// <summary>The worst status of all checks; <c>unhealthy</c> comes with 503.</summary>
    public required HealthStatus Status { get; init; }

    /// <summary>Each check; empty for <c>/health/live</c>.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>One check.</summary>
    public sealed record Check
    {
        /// <summary>Short name, for example <c>workflows-database</c>.</summary>
        public required string Name { get; init; }

        /// <summary><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</summary>
        public required HealthStatus Status { get; init; }

        /// <summary>What was found; null: nothing to say.</summary>
        public string? Description { get; init; }
    }
}
