using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Creation;

/// <summary>What became of the wish to create an intent.</summary>
internal abstract record CreateResult
{
    private CreateResult()
    {
    }

    /// <summary>It is new and waits.</summary>
    internal sealed record Created(Intent Intent) : CreateResult;

    /// <summary>It existed; its present state was announced again.</summary>
    internal sealed record Existed(Intent Intent) : CreateResult;

    /// <summary>Nothing was created.</summary>
    /// <param name="Existing">The intent in the way.</param>
    /// <param name="Reason">For people.</param>
    internal sealed record Refused(Intent Existing, string Reason) : CreateResult;
}
