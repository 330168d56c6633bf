using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Owners;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Creation;

/// <summary>The owners of intents: who may be one, and how it learns the end. They are the owners of action queues, and those the settings add.</summary>
internal sealed class IntentOwners(IntentsDatabase database, CompletionSettings completion, OwnerSettings owners)
{
    // The engine's own, which nobody can register anew: what it is told depends on no row, so none is read.
    private const string Engine = "workflows";

    private const int LongestShown = 50;

    /// <summary>Notes the fault of an owner whom nobody could tell the end (spec semantics §4.3.3).</summary>
    public async Task Check(Guid organizationId, NewIntent wish, Validation faults, CancellationToken cancel)
    {
        if (wish.Owner is null || completion.Known.Contains(wish.Owner)) return;
        var directory = await OwnerDirectory.Read(database, organizationId, owners, cancel);
        var known = completion.Known.Union(directory.All.Select(owner => owner.Name)).Order(StringComparer.Ordinal);
        faults.Require(directory.Find(wish.Owner) is not null, "owner",
            $"expected one of {string.Join(", ", known)}; came '{Shorten(wish.Owner)}', whom nobody could tell the end. Register it with PUT /api/owners/{{name}}.");
    }

    /// <summary>Adds what the intent's owner is told to the transaction that ends it, or that tells its end again. Nothing for what has not ended or has no owner.</summary>
    public async Task Tell(UnitOfWork unit, Intent intent, CancellationToken cancel)
    {
        if (intent is not { Owner: { } owner, CompletionToken: { } token } || Outcome(intent.Status) is not { } outcome) return;
        var told = new CompletionReported { OrganizationId = intent.OrganizationId, Owner = owner, Token = token, Outcome = outcome, Reason = intent.Error };
        if (owner == Engine)
        {
            unit.Send(CompletionReported.QueueOf(owner), told);
            return;
        }

        OwnerMail.Add(unit, await OwnerDirectory.Read(database, intent.OrganizationId, owners, cancel), owner, NameBasedGuid.Create(intent.OrganizationId, intent.IntentId), $"{intent.Version}\n{token}", told);
    }

    private static CompletionOutcome? Outcome(IntentStatus status) => status switch
    {
        IntentStatus.Completed => CompletionOutcome.Completed,
        IntentStatus.Failed => CompletionOutcome.Failed,
        IntentStatus.Cancelled => CompletionOutcome.Rejected,
        _ => null,
    };

    private static string Shorten(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
