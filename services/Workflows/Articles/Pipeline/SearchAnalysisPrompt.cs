using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>The question of article step 2 and the shape of its answer.</summary>
public static class SearchAnalysisPrompt
{
    /// <summary>Purpose of the request.</summary>
    public const string Purpose = "search_analysis";

    /// <summary>System prompt.</summary>
    public const string Instructions =
        "You are a search analyst. You look at the pages that rank for a keyword now and say what they cover and what they leave out. "
        + "Name only pages that you found; leave the list of results empty when you cannot search. Answer as JSON that fits the schema. " + PromptData.Rule;

    /// <summary>JSON schema of the answer.</summary>
    public const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["top_results", "common_headings", "content_gaps"],
          "properties": {
            "top_results": {
              "type": "array", "maxItems": 10,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["title", "url", "takeaway"],
                "properties": {"title": {"type": "string"}, "url": {"type": "string"}, "takeaway": {"type": "string"}}
              }
            },
            "common_headings": {"type": "array", "maxItems": 15, "items": {"type": "string", "minLength": 1}},
            "content_gaps": {"type": "array", "maxItems": 10, "items": {"type": "string", "minLength": 1}}
          }
        }
        """;

    /// <summary>The whole request.</summary>
    public static CompletionRequest For(ArticleJob job, KeywordResearch research) => new()
    {
        Purpose = Purpose,
        Instructions = Instructions,
        Input = $"""
            Search for the primary keyword. Report the top results with one takeaway each, the headings they share, and the gaps that
            the article in the data should fill.
            {PromptData.Quote("article", ArticleBrief.Of(job))}
            {PromptData.Quote("keyword_research", research with { Unavailable = [] })}
            """,
        JsonSchema = Schema,
        Search = true,
    };
}
