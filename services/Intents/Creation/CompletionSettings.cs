using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Intents.Creation;

/// <summary>Who may be told that work ended. Section <c>Intents:Completion</c>.</summary>
public sealed record CompletionSettings
{
    /// <summary>
    /// Owners of intents that every organization has besides those of <c>Intents:Owners:Known</c> and those it registered, each listening on a queue
    /// <c>completions-OWNER</c>. An intent of any other owner is refused, since its end could never be delivered (spec semantics §4.3.3).
    /// Null or absent: <c>workflows</c>.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string>? Owners { get; init; }

    /// <summary>The owners that count.</summary>
    internal IReadOnlyList<string> Known => Owners ?? ["workflows"];
}
