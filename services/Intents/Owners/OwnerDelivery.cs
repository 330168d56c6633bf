namespace IntentEngine.Intents.Owners;

/// <summary>How an owner is told.</summary>
public enum OwnerDelivery
{
    /// <summary>A message on a queue of the broker.</summary>
    Queue,

    /// <summary>A signed HTTP request.</summary>
    Webhook,
}
