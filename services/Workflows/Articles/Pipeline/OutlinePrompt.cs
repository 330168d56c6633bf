using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>The question of article step 3 and the shape of its answer.</summary>
public static class OutlinePrompt
{
    /// <summary>Purpose of the request.</summary>
    public const string Purpose = "outline";

    /// <summary>System prompt.</summary>
    public const string Instructions =
        "You are an editor who plans an article so that each section says something the others do not, fills the gaps of what ranks now and answers the readers' questions. "
        + "Keep the working title's subject; its wording may be improved. Answer in the language of the title, as JSON that fits the schema. " + PromptData.Rule;

    /// <summary>JSON schema of the answer.</summary>
    public const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["title", "introduction", "sections"],
          "properties": {
            "title": {"type": "string", "minLength": 1},
            "introduction": {"type": "string", "minLength": 1},
            "sections": {
              "type": "array", "minItems": 4, "maxItems": 8,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["heading", "points"],
                "properties": {
                  "heading": {"type": "string", "minLength": 1},
                  "points": {"type": "array", "minItems": 1, "maxItems": 8, "items": {"type": "string", "minLength": 1}}
                }
              }
            }
          }
        }
        """;

    /// <summary>The whole request.</summary>
    public static CompletionRequest For(ArticleJob job, KeywordResearch research, SearchAnalysis search) => new()
    {
        Purpose = Purpose,
        Instructions = Instructions,
        Input = $"""
            Plan the article in the data: its title, an introduction of two to four sentences, and four to eight sections with the points
            each must make. Do not plan a section for sources.
            {PromptData.Quote("article", ArticleBrief.Of(job))}
            {PromptData.Quote("keyword_research", research with { Unavailable = [] })}
            {PromptData.Quote("search_analysis", search with { Citations = [] })}
            """,
        JsonSchema = Schema,
    };
}
