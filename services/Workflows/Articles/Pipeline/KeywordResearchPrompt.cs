using IntentEngine.Providers.KeywordData;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>The question of article step 1 and the shape of its answer.</summary>
public static class KeywordResearchPrompt
{
    /// <summary>Purpose of the request.</summary>
    public const string Purpose = "keyword_research";

    /// <summary>System prompt.</summary>
    public const string Instructions =
        "You are a search editor. You choose what one article should be found for. Prefer keywords and questions from the measured data; invent no numbers. "
        + "Answer in the language of the keyword, as JSON that fits the schema. " + PromptData.Rule;

    /// <summary>JSON schema of the answer.</summary>
    public const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["primary_keyword", "secondary_keywords", "search_intent", "questions"],
          "properties": {
            "primary_keyword": {"type": "string", "minLength": 1},
            "secondary_keywords": {"type": "array", "maxItems": 15, "items": {"type": "string", "minLength": 1}},
            "search_intent": {"type": "string", "enum": ["informational", "navigational", "commercial", "transactional"]},
            "questions": {"type": "array", "maxItems": 10, "items": {"type": "string", "minLength": 1}}
          }
        }
        """;

    /// <summary>The whole request.</summary>
    public static CompletionRequest For(ArticleJob job, IReadOnlyList<Keyword> related, IReadOnlyList<Keyword> questions) => new()
    {
        Purpose = Purpose,
        Instructions = Instructions,
        Input = $"""
            Choose the primary keyword, secondary keywords, search intent and reader questions for the article in the data.
            {PromptData.Quote("article", ArticleBrief.Of(job))}
            {PromptData.Quote("measured_related", related.Select(k => new { k.Text, k.SearchVolume }))}
            {PromptData.Quote("measured_questions", questions.Select(k => new { k.Text, k.SearchVolume }))}
            """,
        JsonSchema = Schema,
    };
}
