using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>JSON as values: whole numbers of 64 bits are integers, all others floats; null is nil.</summary>
internal static class JsonValues
{
    /// <summary>Reads a JSON value.</summary>
    /// <param name="json">An absent value (kind <c>Undefined</c>) is nil.</param>
    /// <param name="value">The value.</param>
    /// <param name="why">What is wrong: nested too deep, or a text that is not valid Unicode.</param>
    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out RtfsValue? value, [NotNullWhen(false)] out string? why)
    {
        why = null;
        value = null;
        try
        {
            value = Read(json, 0);
            why = value is null ? $"the JSON is nested deeper than {RtfsLimits.ValueNesting}" : null;
        }
        catch (InvalidOperationException e)
        {
            // JSON may escape half of a surrogate pair; such a text cannot be read.
            why = $"the JSON holds a text that is not valid Unicode ({e.Message})";
        }

        return value is not null;
    }

    private static RtfsValue? Read(JsonElement json, int depth)
    {
        if (depth > RtfsLimits.ValueNesting) return null;
        return json.ValueKind switch
        {
            JsonValueKind.True => BooleanValue.True,
            JsonValueKind.False => BooleanValue.False,
            JsonValueKind.Number => json.TryGetInt64(out var whole) ? new IntegerValue(whole) : new FloatValue(json.GetDouble()),
            JsonValueKind.String => new StringValue(json.GetString()!),
            JsonValueKind.Array => ReadArray(json, depth),
            JsonValueKind.Object => ReadObject(json, depth),
            _ => NilValue.Instance,
        };
    }

    private static SequenceValue? ReadArray(JsonElement json, int depth)
    {
        var items = ImmutableArray.CreateBuilder<RtfsValue>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            if (Read(item, depth + 1) is not { } value) return null;
            items.Add(value);
        }

        return new SequenceValue(items.MoveToImmutable());
    }

    private static JsonMap? ReadObject(JsonElement json, int depth)
    {
        var values = new List<KeyValuePair<string, RtfsValue>>();
        foreach (var property in json.EnumerateObject())
        {
            if (Read(property.Value, depth + 1) is not { } value) return null;
            values.Add(KeyValuePair.Create(property.Name, value));
        }

        return new JsonMap(values);
    }
}
