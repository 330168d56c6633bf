using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Corpus;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>A keyword with its derived figures, and how an item of the wire shows it.</summary>
internal sealed record KeywordRow(string Keyword, DerivedFigures Figures)
{
    /// <summary>DataForSEO's <c>KeywordData</c>. Some keywords have no difficulty and some no cost per click, as in real answers.</summary>
    public JsonObject ToKeywordData(LabsRequest request) => new()
    {
        ["se_type"] = "google",
        ["keyword"] = Keyword,
        ["location_code"] = request.Task["location_code"]?.DeepClone(),
        ["language_code"] = request.Task["language_code"]?.DeepClone(),
        ["keyword_info"] = new JsonObject
        {
            ["se_type"] = "google",
            ["last_updated_time"] = "2026-11-01 00:00:00 +00:00",
            ["competition"] = Figures.Competition,
            ["competition_level"] = Figures.Competition < 0.34 ? "LOW" : Figures.Competition < 0.67 ? "MEDIUM" : "HIGH",
            ["cpc"] = StableHash.Of(Keyword) % 9 == 0 ? null : Figures.Cpc,
            ["search_volume"] = Figures.Volume,
            ["low_top_of_page_bid"] = null,
            ["high_top_of_page_bid"] = null,
            ["categories"] = null,
            ["monthly_searches"] = new JsonArray(),
        },
        ["keyword_properties"] = new JsonObject
        {
            ["se_type"] = "google",
            ["core_keyword"] = null,
            ["keyword_difficulty"] = StableHash.Of(Keyword) % 13 == 0 ? null : Figures.Difficulty,
            ["detected_language"] = "en",
            ["is_another_language"] = false,
            ["words_count"] = Keyword.Split(' ').Length,
        },
        ["serp_info"] = null,
        ["search_intent_info"] = new JsonObject { ["se_type"] = "google", ["main_intent"] = Figures.Intent, ["foreign_intent"] = null },
    };
}
