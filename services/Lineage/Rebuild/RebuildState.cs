using Npgsql;

namespace IntentEngine.Lineage.Rebuild;

/// <summary>The rebuild an organization asked for last.</summary>
internal sealed record RebuildState
{
    /// <summary>The columns that <see cref="Read"/> takes.</summary>
    public const string Columns = "rebuild_id, requested_by, requested_at, phase, after, executions, artifacts, forgotten, finished_at";

    public required Guid RebuildId { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary><c>executions</c>, then <c>artifacts</c>, then <c>done</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>The last id that is done of the phase.</summary>
    public required string After { get; init; }

    public required long Executions { get; init; }

    public required long Artifacts { get; init; }

    public required long Forgotten { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public static RebuildState Read(NpgsqlDataReader row) => new()
    {
        RebuildId = row.GetGuid(0),
        RequestedBy = row.GetString(1),
        RequestedAt = row.GetFieldValue<DateTimeOffset>(2),
        Phase = row.GetString(3),
        After = row.GetString(4),
        Executions = row.GetInt64(5),
        Artifacts = row.GetInt64(6),
        Forgotten = row.GetInt64(7),
        FinishedAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
    };
}
