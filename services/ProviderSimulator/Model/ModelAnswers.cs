using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Corpus;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary>The simulated model: same question, same answer, always fitting the schema that was sent.</summary>
internal sealed class ModelAnswers(Terms terms)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SearchSources search = new(terms);
    private readonly PurposeAnswers purposes = new(terms);

    /// <summary>The answer's text, and the pages it refers to (none when no search was asked for).</summary>
    public (string Text, IReadOnlyList<Source> Sources) Answer(ModelRequest request)
    {
        var facts = new PromptFacts(request.Prompt);
        var sources = search.For(request.Prompt);
        var text = request.Schema is { } schema
            ? SchemaFit.Fit(purposes.For(request.Purpose, facts, sources), schema)?.ToJsonString(Plain) ?? "null"
            : SectionText.Write("Answer", facts.Value("keyword", "topic", "title", "company") ?? "the question", [], [], sources);
        return (text, request.Search ? sources : []);
    }
}
