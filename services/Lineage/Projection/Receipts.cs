using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Outbox;

namespace IntentEngine.Lineage.Projection;

/// <summary>Tells senders what is recorded. Not through the outbox: a receipt that is lost only makes its batch come again.</summary>
internal sealed class Receipts(LineageDatabase database, OutboxDispatcher dispatcher)
{
    /// <summary>Answers a batch, if its sender wants to know.</summary>
    /// <exception cref="TimeoutException">The broker did not take it; the batch is then delivered again.</exception>
    public async Task Send(RecordLineage batch)
    {
        if (batch is not { Sender: { } sender, Rows: { Count: > 0 } rows }) return;
        var now = database.Clock.GetUtcNow();
        await dispatcher.SendAsync(new OutgoingMessage
        {
            MessageId = Guid.CreateVersion7(now),
            OrganizationId = Guid.Empty,
            Service = database.Service,
            Due = now,
            Destination = MessageName.Exchange<LineageRecorded>(),
            MessageType = MessageName.Urn<LineageRecorded>(),
            // A sender that is gone needs no receipt.
            Mandatory = false,
            Body = JsonSerializer.SerializeToUtf8Bytes(new LineageRecorded { Sender = sender, Rows = rows }, ContractJson.Options),
        });
    }
}
