using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>DataForSEO's <c>filters</c> and <c>order_by</c> over items: <c>[field, op, value]</c>, joined by "and" or "or", read from left to right.</summary>
internal static class ItemFilter
{
    /// <summary>The items that pass.</summary>
    /// <exception cref="InvalidFieldException">The filter cannot be read or names a field that items do not have.</exception>
    public static IEnumerable<JsonObject> Apply(IReadOnlyList<JsonObject> items, JsonNode? filters) => filters switch
    {
        null => items,
        JsonArray { Count: > 0 } filter => items.Where(item => Passes(item, filter)),
        _ => throw new InvalidFieldException("Invalid Field: 'filters'."),
    };

    /// <summary>The items in the order of up to three "field,asc|desc".</summary>
    public static IEnumerable<JsonObject> Order(IEnumerable<JsonObject> items, JsonNode? orderBy)
    {
        if (orderBy is not JsonArray { Count: > 0 and <= 3 } rules) return orderBy is null ? items : throw new InvalidFieldException("Invalid Field: 'order_by'.");
        IOrderedEnumerable<JsonObject>? ordered = null;
        foreach (var rule in rules)
        {
            var parts = (Text(rule) ?? throw new InvalidFieldException("Invalid Field: 'order_by'.")).Split(',');
            var sign = parts.Length > 1 && parts[1] == "desc" ? -1 : 1;
            double Key(JsonObject item) => Number(Field(item, parts[0])) is { } value ? sign * value : double.MaxValue;
            ordered = ordered is null ? items.OrderBy(Key) : ordered.ThenBy(Key);
        }
        return ordered!;
    }

    private static bool Passes(JsonObject item, JsonArray filter)
    {
        if (filter[0] is JsonValue) return Condition(item, filter);
        var passes = Passes(item, filter[0] as JsonArray ?? throw new InvalidFieldException("Invalid Field: 'filters'."));
        for (var i = 1; i + 1 < filter.Count; i += 2)
        {
            var right = Passes(item, filter[i + 1] as JsonArray ?? throw new InvalidFieldException("Invalid Field: 'filters'."));
            passes = Text(filter[i]) == "or" ? passes || right : passes && right;
        }
        return passes;
    }

    private static bool Condition(JsonObject item, JsonArray condition)
    {
        if (condition.Count != 3 || Text(condition[0]) is not { } name || Text(condition[1]) is not { } comparison || condition[2] is not { } value)
            throw new InvalidFieldException("Invalid Field: 'filters'.");
        var field = Field(item, name);
        var text = field?.ToString() ?? "";
        return comparison switch
        {
            ">" => Number(field) > Number(value),
            ">=" => Number(field) >= Number(value),
            "<" => Number(field) < Number(value),
            "<=" => Number(field) <= Number(value),
            "=" => text == value.ToString(),
            "<>" => text != value.ToString(),
            "in" => (value as JsonArray ?? []).Any(one => one?.ToString() == text),
            "not_in" => (value as JsonArray ?? []).All(one => one?.ToString() != text),
            "like" => Like(text, value.ToString()),
            "not_like" => !Like(text, value.ToString()),
            "regex" => Matches(text, value.ToString()),
            "not_regex" => !Matches(text, value.ToString()),
            var unknown => throw new InvalidFieldException($"Invalid Field: 'filters'. Unknown operator '{unknown}'."),
        };
    }

    private static bool Like(string text, string pattern) => Matches(text, Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal));

    /// <summary>Anchored to the whole value, like Lucene. A pattern is the caller's, so it gets little time.</summary>
    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromMilliseconds(200));
        }
        catch (Exception broken) when (broken is ArgumentException or RegexMatchTimeoutException)
        {
            throw new InvalidFieldException("Invalid Field: 'filters'. The regular expression cannot be used.");
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonNode? Field(JsonObject item, string path)
    {
        JsonNode? node = item;
        foreach (var name in path.Split('.'))
            node = node is JsonObject parent && parent.ContainsKey(name) ? parent[name] : throw new InvalidFieldException($"Invalid Field: '{path}'.");
        return node;
    }

    private static double? Number(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
        : null;
}
