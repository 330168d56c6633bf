using System.Text.Json;

namespace IntentEngine.Providers.KeywordData;

/// <summary>Reads items. Related and ranked keywords wrap their data in <c>keyword_data</c>; suggestions and ideas do not.</summary>
internal static class DataForSeoItems
{
    /// <summary>A keyword with its figures; null when the item has no text.</summary>
    public static Keyword? Keyword(JsonElement item)
    {
        var data = item.At("keyword_data") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : item;
        if (data.Text("keyword")?.Trim() is not { Length: > 0 } text) return null;
        return new()
        {
            Text = text.ToLowerInvariant(),
            SearchVolume = data.Long("keyword_info", "search_volume") is { } volume and >= 0 ? volume : null,
            Difficulty = data.Int("keyword_properties", "keyword_difficulty") is { } difficulty and >= 0 and <= 100 ? difficulty : null,
            Competition = data.Number("keyword_info", "competition") is { } competition and >= 0 and <= 1 ? competition : null,
            Cpc = data.Money("keyword_info", "cpc") is { } cpc ? Math.Round(cpc, 2) : null,
            Intent = data.Text("search_intent_info", "main_intent"),
        };
    }

    /// <summary>A page; null when it has no address or no organic figures.</summary>
    public static TopPage? Page(JsonElement item) =>
        item.Text("page_address") is { Length: > 0 } url && item.Number("metrics", "organic", "etv") is { } traffic ? new(url, traffic) : null;

    /// <summary>A domain's organic figures; null when it has none.</summary>
    public static DomainOverview? Overview(JsonElement item) =>
        item.Number("metrics", "organic", "etv") is { } traffic ? new(traffic, item.Long("metrics", "organic", "count") ?? 0) : null;
}
