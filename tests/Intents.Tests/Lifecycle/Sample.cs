using System.Text.Json;

namespace IntentEngine.Intents.Lifecycle;

/// <summary>Intents in every status, as the log could have left them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Then = new(2026, 1, 26, 9, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Now = Then.AddMinutes(5);

    /// <summary>An intent that <c>worker-1</c> claimed with <c>execution-1</c>, unless it is pending and new.</summary>
    public static Intent In(IntentStatus status, string? owner = null)
    {
        var fresh = new Intent
        {
            OrganizationId = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001"),
            IntentId = "parse_file-1",
            IntentType = "parse_content",
            Status = IntentStatus.Pending,
            TargetArtifactId = "file-1",
            Context = JsonSerializer.Deserialize<JsonElement>("""{"ingestion_profile":"hybrid"}"""),
            CreatedBy = "someone",
            CreatedAt = Then,
            UpdatedAt = Then,
            Owner = owner,
            CompletionToken = owner is null ? null : "secret-token",
        };
        var claimed = fresh with { Status = IntentStatus.InProgress, Worker = "worker-1", ExecutionId = "execution-1", ClaimedAt = Then, Version = 2 };
        return status switch
        {
            IntentStatus.Pending => fresh,
            IntentStatus.InProgress => claimed,
            IntentStatus.Completed => claimed with { Status = status, CompletedAt = Then, EndedAt = Then, Version = 3 },
            _ => claimed with { Status = status, EndedAt = Then, Error = "no", Version = 3 },
        };
    }
}
