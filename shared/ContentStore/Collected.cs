namespace IntentEngine.ContentStore;

/// <summary>What became of a content that nobody names any more.</summary>
public enum Collected
{
    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It was not there.</summary>
    Missing,

    /// <summary>Somebody wrote or kept it lately, so it stays for now.</summary>
    Fresh,
}
