using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using IntentEngine.Messaging.Outbox;
using MassTransit;

namespace IntentEngine.Messaging.CloudEvents;

/// <summary>The attributes of CloudEvents 1.0 as headers of a message (AMQP protocol binding, binary content mode).</summary>
public static class CloudEventHeaders
{
    /// <summary>Begins the headers we write.</summary>
    public const string Prefix = "cloudEvents:";

    /// <summary>What others may write instead of <see cref="Prefix"/>: JMS allows no colon in names.</summary>
    public const string OtherPrefix = "cloudEvents_";

    /// <summary>The version of CloudEvents written and understood.</summary>
    public const string SpecVersion = "1.0";

    /// <summary>Begins every <c>source</c> of ours.</summary>
    public const string OwnSources = "/intentengine/";

    /// <summary>The header that says where a message comes from.</summary>
    internal const string Source = "cloudEvents:source";

    private const string UrnPrefix = "urn:message:";

    private static readonly ConcurrentDictionary<string, string> Types = new();
    private static readonly ConcurrentDictionary<string, string> Sources = new();

    /// <summary>The attribute <c>type</c> of messages with this URN: <c>urn:message:intents:ended:v1</c> is <c>intents.ended.v1</c>.</summary>
    public static string TypeOf(string urn) => Types.GetOrAdd(urn, static u => u.Replace(UrnPrefix, "", StringComparison.Ordinal).Replace(':', '.'));

    /// <summary>The URN a <c>type</c> stands for; a type that is a URN already stays.</summary>
    public static string UrnOf(string type) => type.StartsWith(UrnPrefix, StringComparison.Ordinal) ? type : UrnPrefix + type.Replace('.', ':');

    /// <summary>The attribute <c>source</c> of what a service of ours sends: <c>/intentengine/intents</c>.</summary>
    public static string SourceOf(string service) => Sources.GetOrAdd(service, static s => OwnSources + s);

    /// <summary>An attribute by either name. Null: absent or empty.</summary>
    internal static string? Read(Headers headers, string attribute) =>
        headers.TryGetHeader(Prefix + attribute, out var value) || headers.TryGetHeader(OtherPrefix + attribute, out value) ? value.ToString() : null;

    /// <summary>Sets the attributes of a message that is being sent.</summary>
    internal static void Write(OutgoingMessage message, Action<string, string> set)
    {
        set("cloudEvents:specversion", SpecVersion);
        set("cloudEvents:id", message.MessageId.ToString());
        set(Source, SourceOf(message.Service));
        set("cloudEvents:type", TypeOf(message.MessageType));
        if (TimeOf(message.MessageId) is { } time) set("cloudEvents:time", time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>When a version 7 UUID was made, to the millisecond (RFC 9562 §5.7). Null for others: what was parked and sent again keeps a foreign id.</summary>
    internal static DateTimeOffset? TimeOf(Guid id)
    {
        if (id.Version != 7) return null;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
    }
}
