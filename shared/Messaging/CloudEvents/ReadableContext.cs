using System.Net.Mime;
using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;
using MassTransit.Transports;

namespace IntentEngine.Messaging.CloudEvents;

/// <summary>A delivery in the form our own messages have: body alone, id, type and organization as headers, whatever form it came in.</summary>
internal sealed class ReadableContext(ReceiveContext context, IReadOnlyDictionary<string, object?> headers, byte[]? body) : ReceiveContextProxy(context), ReceiveContext
{
    /// <summary>The data without an envelope.</summary>
    public new MessageBody Body { get; } = body is null ? context.Body : new BytesMessageBody(body);

    /// <summary>Always JSON: no other form, such as an envelope with a type of its own, is looked for in it.</summary>
    public new ContentType ContentType => SystemTextJsonRawMessageSerializer.JsonContentType;

    /// <summary>The sender's headers under ours.</summary>
    public new Headers TransportHeaders { get; } = new JsonTransportHeaders(new OverlaidHeaders(context.TransportHeaders, headers));
}
