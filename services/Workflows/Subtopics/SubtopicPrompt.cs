using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.Clustering;
using IntentEngine.Workflows.Icp;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Subtopics;

/// <summary>The question of step 7 and the shape of its answer.</summary>
public static class SubtopicPrompt
{
    /// <summary>Purpose of the request.</summary>
    public const string Purpose = "subtopics";

    /// <summary>System prompt.</summary>
    public const string Instructions =
        "You are an editor who plans articles for one company. Each subtopic must be able to stand alone as an article, take another angle than the others, "
        + "and serve the ideal customer in the data. Answer in the language of the hub keyword, as JSON that fits the schema. " + PromptData.Rule;

    /// <summary>JSON schema of the answer.</summary>
    public const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["subtopics"],
          "properties": {
            "subtopics": {
              "type": "array", "minItems": 3, "maxItems": 5,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["title", "keyword", "angle"],
                "properties": {
                  "title": {"type": "string", "minLength": 1},
                  "keyword": {"type": "string", "minLength": 1},
                  "angle": {"type": "string", "minLength": 1}
                }
              }
            }
          }
        }
        """;

    /// <summary>The whole request for one cluster.</summary>
    /// <param name="cluster">The hub with its spokes.</param>
    /// <param name="icp">The ideal customer profile.</param>
    /// <param name="taken">Titles that are taken already; none at the first try.</param>
    public static CompletionRequest For(TopicCluster cluster, IcpDocument icp, IReadOnlyCollection<string> taken) => new()
    {
        Purpose = Purpose,
        Instructions = Instructions,
        Input = $"""
            Generate 3-5 distinct subtopic definitions for the hub keyword and its spoke keywords in the data. For each give a title,
            the keyword it should rank for (prefer one of the given keywords), and its angle in one sentence.
            {PromptData.Quote("cluster", new { cluster.HubKeyword, Spokes = cluster.Spokes.Select(spoke => spoke.Keyword) })}
            {PromptData.Quote("icp", IcpSummary.Of(icp))}
            """ + (taken.Count == 0 ? "" : $"""

            These titles are taken; every new one must differ clearly from all of them.
            {PromptData.Quote("taken_titles", taken)}
            """),
        JsonSchema = Schema,
    };
}
