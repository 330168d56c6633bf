using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Icp;

/// <summary>The question of step 1 and the shape of its answer.</summary>
public static class IcpPrompt
{
    /// <summary>Purpose of the request.</summary>
    public const string Purpose = "icp";

    /// <summary>System prompt.</summary>
    public const string Instructions =
        "You are a B2B marketing analyst. You describe a company's ideal customer so that every article it publishes can be checked against it. "
        + "Be specific to the company; avoid phrases that fit any company. Answer in the language of the goals, as JSON that fits the schema. " + PromptData.Rule;

    /// <summary>JSON schema of the answer.</summary>
    public const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["industries", "buyer_roles", "pain_points", "value_proposition", "buying_signals"],
          "properties": {
            "industries": {"type": "array", "minItems": 1, "maxItems": 10, "items": {"type": "string", "minLength": 1}},
            "buyer_roles": {"type": "array", "minItems": 1, "maxItems": 10, "items": {"type": "string", "minLength": 1}},
            "pain_points": {"type": "array", "minItems": 1, "maxItems": 10, "items": {"type": "string", "minLength": 1}},
            "value_proposition": {"type": "string", "minLength": 1},
            "buying_signals": {"type": "array", "minItems": 1, "maxItems": 10, "items": {"type": "string", "minLength": 1}}
          }
        }
        """;

    /// <summary>The whole request for one profile.</summary>
    public static CompletionRequest For(OrganizationProfile profile) => new()
    {
        Purpose = Purpose,
        Instructions = Instructions,
        Input = $"""
            Generate an Ideal Customer Profile (ICP) for the company in the data: target industries, buyer roles, pain points,
            value proposition, and buying signals.
            {PromptData.Quote("profile", profile)}
            """,
        JsonSchema = Schema,
        Search = true,
    };
}
