using IntentEngine.Contracts;
using MassTransit;

namespace IntentEngine.Messaging.CloudEvents;

/// <summary>What CloudEvents 1.0 says about a message that arrived: who sent what, and how it is recognised when it comes again.</summary>
internal sealed record CloudEvent
{
    /// <summary>Longest attribute that is kept, in characters.</summary>
    public const int LongestAttribute = 512;

    // Made once for this purpose; ids derived from it recognise repeats, so it never changes.
    private static readonly Guid Ids = new("7b0f3c52-6d0a-4c5e-9d55-0c6a4f1e8a11");

    /// <summary>Chosen by the sender, unique within <see cref="Source"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Where it happened, a URI reference.</summary>
    public required string Source { get; init; }

    /// <summary>What happened, e.g. <c>intents.create.v1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The body without its envelope (structured mode). Null: the message's body is the data (binary mode).</summary>
    public byte[]? Data { get; init; }

    /// <summary>Whether it says that one of our services sent it.</summary>
    public bool IsOurs => Source.StartsWith(CloudEventHeaders.OwnSources, StringComparison.Ordinal);

    /// <summary>The id by which a repeat is recognised: source and id together identify an event (CloudEvents 1.0, <c>id</c>).</summary>
    public Guid MessageId => NameBasedGuid.Create(Ids, $"{Source}\n{Id}");

    /// <summary>Reads the attributes of binary mode. Null: the message is no CloudEvent.</summary>
    /// <exception cref="NotACloudEventException">It says it is one and lacks what every one has.</exception>
    public static CloudEvent? FromHeaders(Headers headers) => From(attribute => CloudEventHeaders.Read(headers, attribute));

    /// <summary>Reads the attributes of binary mode, each by its name without a prefix. Null: the message is no CloudEvent.</summary>
    /// <exception cref="NotACloudEventException">It says it is one and lacks what every one has.</exception>
    public static CloudEvent? From(Func<string, string?> attribute) =>
        attribute("specversion") is { } version ? Make(version, attribute("id"), attribute("source"), attribute("type")) : null;

    /// <summary>Puts an event together, or says what is wrong with it.</summary>
    public static CloudEvent Make(string? version, string? id, string? source, string? type)
    {
        if (version != CloudEventHeaders.SpecVersion) throw new NotACloudEventException($"Expected specversion {CloudEventHeaders.SpecVersion}; came {Shown(version)}.");
        return new CloudEvent { Id = Present(id, "id"), Source = Present(source, "source"), Type = Present(type, "type") };
    }

    private static string Present(string? value, string attribute) =>
        string.IsNullOrWhiteSpace(value) || value.Length > LongestAttribute
            ? throw new NotACloudEventException($"Expected the CloudEvents attribute {attribute}, 1 to {LongestAttribute} characters; came {Shown(value)}.")
            : value;

    private static string Shown(string? value) => value is null ? "none" : value.Length <= 50 ? $"'{value}'" : $"{value.Length} characters";
}
