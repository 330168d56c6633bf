using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>What an enqueue must look like, over HTTP and as a message alike.</summary>
internal static class EnqueueRules
{
    /// <summary>Most actions of one enqueue.</summary>
    internal const int MostActions = 100;

    /// <summary>Longest time to live, 30 days, in seconds.</summary>
    internal const int LongestSeconds = 30 * 24 * 3600;

    /// <summary>Time to live when none is asked for, one day, in seconds.</summary>
    internal const int DefaultSeconds = 24 * 3600;

    /// <summary>Notes every fault by the name it has on the wire. That there is an action is not checked: a queue of none is rejected, so that its owner learns of it.</summary>
    public static void Check(EnqueueActions wish, Validation faults)
    {
        SubjectRules.Check(wish.Subject, faults);
        Check(wish.Actions, faults);
        faults.Require(wish.QueueId != Guid.Empty, "queue_id", "expected a UUID that is not all zeros.");
        faults.Require(wish.Priority is null || Enum.IsDefined(wish.Priority.Value), "priority", "expected critical, high, normal or low.");
        if (wish.Reason is not null) faults.RequireText(wish.Reason, "reason", Reasons.Longest);
        if (wish.TimeToLiveSeconds is { } seconds) faults.RequireRange(seconds, "time_to_live_seconds", 1, LongestSeconds);
        if (IsRich(wish))
        {
            faults.Require(RichContext.Read(wish.Context!.Value) is not null, "context", $"expected {{\"kind\": \"work\"}} or {{\"kind\": \"need\"}} with what belongs to it, or better an owner and a completion_token; came neither.");
            JsonObjectRules.Check(wish.Context!.Value, "context", faults);
            return;
        }

        faults.RequireText(wish.Owner, "owner", 63);
        faults.RequireText(wish.CompletionToken, "completion_token", NewIntentRules.LongestId);
        faults.Require(wish.Context is null, "context", "expected none beside owner and completion_token: a queue keeps nothing else (seed 003).");
    }

    /// <summary>Whether the context is the one of before owner and token.</summary>
    public static bool IsRich(EnqueueActions wish) => wish is { Owner: null, CompletionToken: null, Context: not null };

    /// <summary>Notes the faults of a list of actions.</summary>
    public static void Check(IReadOnlyList<JsonElement> actions, Validation faults)
    {
        if (!faults.Require(actions is not null && actions.Count <= MostActions, "actions", $"expected at most {MostActions} actions; came {actions?.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}.")) return;
        var bytes = 0;
        for (var i = 0; i < actions!.Count; i++)
        {
            JsonObjectRules.Check(actions[i], $"actions[{i}]", faults);
            bytes += actions[i].ValueKind == JsonValueKind.Undefined ? 0 : actions[i].GetRawText().Length;
        }

        faults.Require(bytes <= JsonObjectRules.MostBytes, "actions", $"expected at most {JsonObjectRules.MostBytes} characters in all; came {bytes}. Store large content as an artifact and name it here.");
    }
}
