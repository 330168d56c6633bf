namespace IntentEngine.ContentStore;

/// <summary>More bytes came than are accepted.</summary>
public sealed class ContentTooLargeException(long limit) : Exception($"The content is larger than {limit} bytes.")
{
    /// <summary>The most bytes accepted.</summary>
    public long Limit => limit;
}
