using System.Text.Json;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Cancellation;

/// <summary>Keeps a cancellation that came before its intent, so that the order of messages does not change the outcome.</summary>
internal sealed class EarlyCancellation(IntentLog log)
{
    /// <summary>Type shown until the wish itself comes.</summary>
    internal const string UnknownType = "unknown";

    private static readonly JsonElement Nothing = JsonSerializer.Deserialize<JsonElement>("{}");

    /// <summary>Writes a cancelled intent of which nothing else is known.</summary>
    /// <returns>False: the intent exists, so it is to be cancelled like any other.</returns>
    /// <exception cref="UnacceptableCommandException">No intent could ever have this id.</exception>
    /// <exception cref="ConcurrencyException">The intent was created in the meantime.</exception>
    public async Task<bool> Remember(ChangeRequest request, string reason, CancellationToken cancel)
    {
        if (!IntentIds.AreWellFormed(request.IntentId)) throw new UnacceptableCommandException($"Expected an intent_id of {IntentIds.Rule}.");
        if (await log.Find(request.OrganizationId, request.IntentId, cancel) is not null) return false;
        var unit = log.Begin(request);
        var now = IntentLog.Instant(unit);
        var cancelled = new Intent
        {
            OrganizationId = request.OrganizationId,
            IntentId = request.IntentId,
            IntentType = UnknownType,
            Status = IntentStatus.Cancelled,
            Context = Nothing,
            CreatedBy = "",
            CreatedAt = now,
            UpdatedAt = now,
            EndedAt = now,
            Error = reason,
        };
        IntentSql.Create(unit, cancelled);
        IntentSql.Record(unit, null, cancelled, "intent_cancelled", request);
        await unit.CommitAsync(cancel);
        return true;
    }
}
