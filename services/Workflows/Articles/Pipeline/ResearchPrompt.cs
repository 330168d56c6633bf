using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>The question of article step 4 and the shape of its answer.</summary>
public static class ResearchPrompt
{
    /// <summary>Purpose of the request.</summary>
    public const string Purpose = "research";

    /// <summary>System prompt.</summary>
    public const string Instructions =
        "You are a researcher. For each section you find facts that a reader can check, each with the address of the page it stands on. "
        + "Leave source_url empty rather than guess it. Answer as JSON that fits the schema. " + PromptData.Rule;

    /// <summary>JSON schema of the answer.</summary>
    public const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["findings"],
          "properties": {
            "findings": {
              "type": "array", "maxItems": 8,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["section_heading", "facts"],
                "properties": {
                  "section_heading": {"type": "string", "minLength": 1},
                  "facts": {
                    "type": "array", "maxItems": 6,
                    "items": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": ["text", "source_url"],
                      "properties": {"text": {"type": "string", "minLength": 1}, "source_url": {"type": "string"}}
                    }
                  }
                }
              }
            }
          }
        }
        """;

    /// <summary>The whole request.</summary>
    public static CompletionRequest For(ArticleJob job, Outline outline) => new()
    {
        Purpose = Purpose,
        Instructions = Instructions,
        Input = $"""
            Find facts for the sections of the outline in the data; use each section's heading as section_heading.
            {PromptData.Quote("article", ArticleBrief.Of(job))}
            {PromptData.Quote("outline", outline)}
            """,
        JsonSchema = Schema,
        Search = true,
    };
}
