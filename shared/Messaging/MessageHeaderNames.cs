namespace IntentEngine.Messaging;

/// <summary>Headers of ours on every message.</summary>
public static class MessageHeaderNames
{
    /// <summary>Organization the message belongs to, a UUID.</summary>
    public const string Organization = "ie-organization";
}
