using IntentEngine.Messaging;
using MassTransit;

namespace IntentEngine.Intents.Log;

/// <summary>Turns a command from the broker into a request, or refuses it for good: what is thrown here parks the message.</summary>
internal static class IncomingCommand
{
    /// <summary>The request of one delivery.</summary>
    /// <param name="context">The delivery.</param>
    /// <param name="consumer">Short stable name; renaming it forgets what was consumed.</param>
    /// <param name="organizationId">From the body.</param>
    /// <param name="intentId">From the body.</param>
    /// <param name="actor">Who is behind it, for the audit log.</param>
    /// <exception cref="UnacceptableCommandException">The message has no id, names no organization, or names another one than its header.</exception>
    public static ChangeRequest Accept(ConsumeContext context, string consumer, Guid organizationId, string intentId, string actor)
    {
        var messageId = context.MessageId ?? throw new UnacceptableCommandException("Expected a message id, by which a repeated delivery is recognised; came none. Set the property message_id to a UUID.");
        if (organizationId == Guid.Empty) throw new UnacceptableCommandException("Expected an organization_id; came the empty one.");
        var header = context.Headers.Get<string>(MessageHeaderNames.Organization);
        if (header is not null && !(Guid.TryParse(header, out var sent) && sent == organizationId))
            throw new UnacceptableCommandException($"Expected the header {MessageHeaderNames.Organization} to equal organization_id {organizationId}; came '{header}'.");
        return new ChangeRequest { OrganizationId = organizationId, IntentId = intentId, Actor = new Actor(actor), Once = (consumer, messageId) };
    }
}
