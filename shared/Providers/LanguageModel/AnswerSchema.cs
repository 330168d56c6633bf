using System.Collections.Concurrent;
using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>Checks answers against our own schemas, whatever the provider promised.</summary>
internal sealed class AnswerSchema
{
    private const int MaxErrors = 20;
    private static readonly ConcurrentDictionary<string, AnswerSchema> Parsed = new();

    private readonly JsonSchema schema;

    private AnswerSchema(JsonSchema schema) => this.schema = schema;

    /// <summary>The schema, parsed once per text: the texts are constants of the step handlers.</summary>
    /// <exception cref="ArgumentException">The text is no JSON schema: a mistake of ours.</exception>
    public static async Task<AnswerSchema> Of(string text)
    {
        if (Parsed.TryGetValue(text, out var known)) return known;
        try
        {
            return Parsed[text] = new(await JsonSchema.FromJsonAsync(text));
        }
        catch (Newtonsoft.Json.JsonException broken)
        {
            throw new ArgumentException("CompletionRequest.JsonSchema is not a JSON schema (draft-07).", nameof(text), broken);
        }
    }

    /// <summary>What is wrong with an answer, one line each; empty when it fits.</summary>
    public IReadOnlyList<string> Check(JsonElement? answer) => answer is { } json
        ? [.. schema.Validate(json.GetRawText()).SelectMany(Lines).Distinct().Take(MaxErrors)]
        : ["The answer is not JSON."];

    private static IEnumerable<string> Lines(ValidationError error) => error is ChildSchemaValidationError { Errors.Count: > 0 } nested
        ? nested.Errors.SelectMany(child => child.Value).SelectMany(Lines)
        : [$"{error.Path ?? "#"}: {error.Kind}"];
}
