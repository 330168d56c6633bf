namespace IntentEngine.Messaging.Sagas;

/// <summary>The concurrency token of a saga: 0 before its first commit, then raised by one with each.</summary>
public interface ISagaVersion
{
    /// <summary>The version that was read; the commit requires it to be current.</summary>
    int Version { get; set; }
}
