using System.Text.Json;
using IntentEngine.Providers.Calls;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>Asks over a wire format, reads the answer strictly, and asks once more when it does not fit.</summary>
internal sealed class WiredLanguageModel(ProviderCaller caller, IModelWire wire, LanguageModelOptions options) : ILanguageModel, IDisposable
{
    public async Task<Completion> Complete(CompletionRequest request, CancellationToken cancel)
    {
        var schema = request.JsonSchema is null ? null : await AnswerSchema.Of(request.JsonSchema);
        var first = await Ask(request.Purpose, Question(request, options), cancel);
        var read = Read(first.Value.Text, schema);
        if (read.Errors.Count == 0) return Completed(first, read, first.CostUsd);

        // The search is paid for already and its sources stay with the answer.
        var repair = Question(request, options) with { Input = RepairInput(request.Input, first.Value.Text, read.Errors), Search = false };
        var second = await Repair(request.Purpose, repair, first.CostUsd, cancel);
        read = Read(second.Value.Text, schema);
        return read.Errors.Count == 0
            ? Completed(first, read, first.CostUsd + second.CostUsd)
            : throw new ProviderException(ProviderErrorType.ValidationError,
                $"The answer of {wire.Provider} for '{request.Purpose}' does not fit its schema, also after one repair: {string.Join("; ", read.Errors.Take(5))}")
            { CostUsd = first.CostUsd + second.CostUsd };
    }

    public void Dispose() => caller.Dispose();

    private Task<Priced<ModelAnswer>> Ask(string operation, ModelQuestion question, CancellationToken cancel) =>
        caller.Call(operation, () => wire.Write(question), wire.Read, cancel);

    private async Task<Priced<ModelAnswer>> Repair(string purpose, ModelQuestion question, decimal spent, CancellationToken cancel)
    {
        try
        {
            return await Ask(purpose + ".repair", question, cancel);
        }
        catch (ProviderException failure)
        {
            throw new ProviderException(failure.ErrorType, failure.Message, failure.InnerException) { RetryAfter = failure.RetryAfter, CostUsd = failure.CostUsd + spent };
        }
    }

    private static (string Text, JsonElement? Json, IReadOnlyList<string> Errors) Read(string answer, AnswerSchema? schema)
    {
        var text = AnswerText.Strip(answer);
        if (text.Length == 0) return (text, null, ["The answer is empty."]);
        if (schema is null) return (text, null, []);
        var json = AnswerText.Json(answer);
        return (text, json, schema.Check(json));
    }

    private static Completion Completed(Priced<ModelAnswer> first, (string Text, JsonElement? Json, IReadOnlyList<string>) read, decimal cost) => new()
    {
        Text = read.Text,
        Json = read.Json,
        Citations = first.Value.Citations,
        Grounded = first.Value.Searched,
        CostUsd = cost,
    };

    private static ModelQuestion Question(CompletionRequest request, LanguageModelOptions options) => new(
        request.Purpose,
        request.JsonSchema is null || options.SupportsJsonSchema
            ? request.Instructions
            : $"{request.Instructions}\n\nAnswer with JSON only, which must fit the JSON schema \"{request.Purpose}\":\n{request.JsonSchema}",
        request.Input,
        options.SupportsJsonSchema ? request.JsonSchema : null,
        request.Search && options.CanSearch,
        request.MaxOutputTokens);

    private static string RepairInput(string input, string answer, IReadOnlyList<string> errors) =>
        $"""
        {input}

        Your previous answer was:
        <previous_answer>
        {(answer.Length > 20_000 ? answer[..20_000] : answer)}
        </previous_answer>
        It cannot be used for these reasons:
        {string.Join("\n", errors.Select(error => "- " + error))}
        Answer again, completely, with nothing but JSON that fits the schema.
        """;
}
