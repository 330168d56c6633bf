using IntentEngine.Intents.Rtfs;

namespace IntentEngine.Intents.Graph.Model;

/// <summary>A field of a stored intent that is no expression.</summary>
/// <param name="Field">The field as on the wire: <c>success_criteria</c>, <c>constraints.max-cost</c>, <c>rtfs_intent_source</c>.</param>
/// <param name="Error">What is wrong, with line and column inside the field's text.</param>
internal sealed record RuntimeIntentError(string Field, RtfsError Error)
{
    /// <summary><c>field: line:column: message</c>.</summary>
    public override string ToString() => $"{Field}: {Error}";
}
