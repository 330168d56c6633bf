using MassTransit;
using MassTransit.Transports;

namespace IntentEngine.Messaging.CloudEvents;

/// <summary>Headers of which some are replaced; null takes one away.</summary>
internal sealed class OverlaidHeaders(Headers below, IReadOnlyDictionary<string, object?> above) : IHeaderProvider
{
    public IEnumerable<KeyValuePair<string, object>> GetAll() => below.GetAll().Where(header => !above.ContainsKey(header.Key))
        .Concat(above.Where(header => header.Value is not null).Select(header => KeyValuePair.Create(header.Key, header.Value!)));

    public bool TryGetHeader(string key, out object value)
    {
        if (!above.TryGetValue(key, out var replaced)) return below.TryGetHeader(key, out value!);
        value = replaced!;
        return replaced is not null;
    }
}
