namespace IntentEngine.Workflows.Seeds;

/// <summary>One seed keyword, to be approved by a person (seed 004, step 3).</summary>
public sealed record SeedKeyword
{
    /// <summary>The same for the same workflow and keyword, however often the step runs; approvals name it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The text, trimmed and lower case.</summary>
    public required string Keyword { get; init; }

    /// <summary>Searches per month. Null: not measured.</summary>
    public long? Volume { get; init; }

    /// <summary>Difficulty of ranking, 0 to 100. Null: not measured.</summary>
    public int? Difficulty { get; init; }

    /// <summary>Address of the first competitor it came from.</summary>
    public required string SourceCompetitor { get; init; }

    /// <summary>Addresses of all competitors it came from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Whether it fits the ideal customer profile. False only for a competitor none of whose keywords fits.</summary>
    public required bool IcpAligned { get; init; }

    /// <summary>How well it fits, 0 to 1; see <see cref="IcpAlignment"/>.</summary>
    public required double Alignment { get; init; }
}
