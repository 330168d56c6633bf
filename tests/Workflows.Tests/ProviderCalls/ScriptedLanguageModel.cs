using System.Collections.Concurrent;
using System.Text.Json;
using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;
using NJsonSchema;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>A model that answers by a function of the request. Like the real one it refuses what does not fit the schema, and a call costs two cents.</summary>
internal sealed class ScriptedLanguageModel(Func<CompletionRequest, object> answer) : ILanguageModel
{
    public const decimal CallCost = 0.02m;

    public ConcurrentQueue<CompletionRequest> Requests { get; } = [];

    public IReadOnlyList<Citation> Citations { get; init; } = [];

    public async Task<Completion> Complete(CompletionRequest request, CancellationToken cancel)
    {
        await Task.Yield();
        Requests.Enqueue(request);
        var text = answer(request) is string json ? json : JsonSerializer.Serialize(answer(request));
        var errors = (await JsonSchema.FromJsonAsync(request.JsonSchema!, cancel)).Validate(text);
        if (errors.Count > 0) throw new ProviderException(ProviderErrorType.ValidationError, $"{request.Purpose}: {string.Join(", ", errors)}") { CostUsd = CallCost };
        return new Completion { Text = text, Json = JsonDocument.Parse(text).RootElement, Citations = Citations, Grounded = Citations.Count > 0, CostUsd = CallCost };
    }
}
