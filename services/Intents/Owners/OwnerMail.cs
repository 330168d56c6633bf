using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Owners;

/// <summary>Puts what an owner is told into the transaction of the change; the way it goes depends on the owner alone.</summary>
internal static class OwnerMail
{
    /// <summary>Adds a message for an owner.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="owners">The organization's owners.</param>
    /// <param name="owner">Who is told. One that is gone since is told on the queue of its name, where it may come back.</param>
    /// <param name="id">The enqueue or intent it is about.</param>
    /// <param name="about">What of it: with <paramref name="id"/> the same whenever this is told again.</param>
    /// <param name="message">What it is told.</param>
    public static void Add<T>(UnitOfWork unit, OwnerDirectory owners, string owner, Guid id, string about, T message) where T : class
    {
        var found = owners.Find(owner);
        if (found is not { Delivery: OwnerDelivery.Webhook })
        {
            unit.Send(found?.Queue ?? CompletionReported.QueueOf(owner), message);
            return;
        }

        unit.Send(DeliverToOwner.Queue, new DeliverToOwner
        {
            OrganizationId = unit.OrganizationId,
            Owner = owner,
            EventId = NameBasedGuid.Create(id, about),
            EventType = MessageName.Exchange<T>(),
            Body = JsonSerializer.SerializeToElement(message, ContractJson.Options),
            Attempt = 1,
        });
    }
}
