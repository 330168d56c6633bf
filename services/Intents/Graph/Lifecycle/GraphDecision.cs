using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>What comes of asking an intent of the graph to change its status.</summary>
internal abstract record GraphDecision
{
    private GraphDecision()
    {
    }

    /// <summary>It changes.</summary>
    /// <param name="After">What it becomes; its version is one more.</param>
    /// <param name="Action">Word for its history.</param>
    /// <param name="Reason">Why, as recorded.</param>
    internal sealed record Changed(StorableIntent After, string Action, string Reason) : GraphDecision;

    /// <summary>The present status forbids it.</summary>
    /// <param name="Requested">The status that was asked for.</param>
    /// <param name="Message">Names both.</param>
    internal sealed record Refused(GraphStatus Requested, string Message) : GraphDecision;
}
