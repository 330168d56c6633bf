using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>The question of article step 5, asked once per section, and the shape of its answer.</summary>
public static class SectionPrompt
{
    /// <summary>Purpose of the request.</summary>
    public const string Purpose = "section";

    /// <summary>System prompt.</summary>
    public const string Instructions =
        "You are a writer. You write one section of an article: 150 to 350 words of plain, concrete Markdown without HTML, images or a heading of its own "
        + "(sub-headings start at ###). Use the facts given; link a fact to its source_url where it has one, and claim no source for one that has none. "
        + "Write in the language of the title. Answer as JSON that fits the schema. " + PromptData.Rule;

    /// <summary>JSON schema of the answer.</summary>
    public const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["markdown"],
          "properties": {"markdown": {"type": "string", "minLength": 1}}
        }
        """;

    /// <summary>The whole request for one section.</summary>
    public static CompletionRequest For(ArticleJob job, KeywordResearch research, Outline outline, OutlineSection section, IReadOnlyList<Fact> facts) => new()
    {
        Purpose = Purpose,
        Instructions = Instructions,
        Input = $"""
            Write the section in the data. The other headings are there so that you do not repeat what they cover.
            {PromptData.Quote("section", section)}
            {PromptData.Quote("facts", facts)}
            {PromptData.Quote("outline", new { outline.Title, Headings = outline.Sections.Select(s => s.Heading) })}
            {PromptData.Quote("keywords", new { research.PrimaryKeyword, research.SecondaryKeywords, research.Questions })}
            {PromptData.Quote("article", ArticleBrief.Of(job))}
            """,
        JsonSchema = Schema,
    };
}
