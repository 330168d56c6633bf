using System.Text.RegularExpressions;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Creation;

/// <summary>What a new intent must look like, over HTTP and as a message alike. Whether its owner can be told is for <see cref="IntentOwners"/> to say.</summary>
internal static partial class NewIntentRules
{
    /// <summary>Longest id of an artifact, execution, correlation or token, in characters.</summary>
    internal const int LongestId = 200;

    /// <summary>Highest priority; the lowest is its negative.</summary>
    internal const int MostUrgent = 1000;

    /// <summary>What a type looks like, in words.</summary>
    internal const string TypeRule = "a lower-case letter and then at most 99 lower-case letters, digits or '_', e.g. generate_article";

    /// <summary>Whether <paramref name="type"/> keeps <see cref="TypeRule"/>.</summary>
    internal static bool IsType(string? type) => type is not null && TypePattern().IsMatch(type);

    /// <summary>Notes every fault of <paramref name="intent"/> by the name it has on the wire.</summary>
    public static void Check(NewIntent intent, Validation faults)
    {
        faults.Require(IntentIds.AreWellFormed(intent.IntentId), "intent_id", $"expected {IntentIds.Rule}.");
        faults.Require(!IntentIds.Reserved.Contains(intent.IntentId), "intent_id", $"expected none of {string.Join(", ", IntentIds.Reserved)}, which are addresses of their own.");
        faults.Require(IsType(intent.IntentType), "intent_type", $"expected {TypeRule}.");
        JsonObjectRules.Check(intent.Context, "context", faults);
        faults.RequireText(intent.CreatedBy, "created_by", 255);
        CheckText(intent.TargetArtifactId, "target_artifact_id", faults);
        CheckText(intent.CorrelationId, "correlation_id", faults);
        CheckText(intent.ParentExecutionId, "parent_execution_id", faults);
        faults.RequireRange(intent.Priority, "priority", -MostUrgent, MostUrgent);
        faults.Require(intent.ExpiresAt is null || !(intent.NotBefore >= intent.ExpiresAt), "expires_at",
            $"expected a time after not_before ({intent.NotBefore:O}); came {intent.ExpiresAt:O}, so that nobody could ever claim it.");
        CheckOwner(intent, faults);
    }

    private static void CheckOwner(NewIntent intent, Validation faults)
    {
        CheckText(intent.CompletionToken, "completion_token", faults);
        if (intent.Owner is null)
        {
            faults.Require(intent.CompletionToken is null, "owner", "expected the owner that the completion_token belongs to; came none.");
            return;
        }

        faults.Require(intent.CompletionToken is not null, "completion_token", "expected the owner's single-use token; came none.");
    }

    private static void CheckText(string? value, string field, Validation faults)
    {
        if (value is not null) faults.RequireText(value, field, LongestId);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,99}\z")]
    private static partial Regex TypePattern();
}
