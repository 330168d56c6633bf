using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Intents.Artifacts.Collection;

/// <summary>When the bytes of deleted artifacts go. Section <c>Intents:ContentCollection</c>.</summary>
public sealed record CollectionSettings
{
    /// <summary>Whether they go at all. Default true; false keeps all bytes for ever.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long an artifact must have been deleted, and its content neither written nor named anew, 1 to 3650 days. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How often it is looked for them, 1 minute to 1 day. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Pause { get; init; } = TimeSpan.FromHours(1);
}
