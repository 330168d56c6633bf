using System.Text.Json;

namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>What others are told of a change, in its transaction.</summary>
internal abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>The owner learns how its enqueue ended.</summary>
    internal sealed record Ended(ActionQueue Queue) : Effect;

    /// <summary>An action waits to be claimed.</summary>
    internal sealed record Ready(ActionQueue Queue) : Effect;

    /// <summary>A claim won.</summary>
    internal sealed record Claimed(ActionQueue Queue) : Effect;

    /// <summary>The owner takes over what an old rich context carried.</summary>
    internal sealed record Adopted(ActionQueue Queue, JsonElement Record) : Effect;

    /// <summary>Records of the subject that are kept here are forgotten.</summary>
    /// <param name="Subject">Whose.</param>
    /// <param name="Owner">Only this owner's. Null: everybody's.</param>
    internal sealed record Forgotten(string Subject, string? Owner) : Effect;
}
