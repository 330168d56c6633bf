using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>Asks a model for an answer of a known shape.</summary>
public static class ModelQuestions
{
    /// <summary>Asks once and reads the answer; its price goes to <paramref name="cost"/>.</summary>
    /// <exception cref="ProviderException">The call failed, or the answer lacks what <typeparamref name="T"/> requires. The price of such an answer is in the exception, not in <paramref name="cost"/>.</exception>
    public static async Task<Answer<T>> Ask<T>(this ILanguageModel model, CompletionRequest request, CostMeter cost, CancellationToken cancel)
    {
        var completion = await model.Complete(request, cancel);
        var value = Read<T>(completion, request.Purpose);
        cost.Add(completion.CostUsd);
        return new Answer<T>(value, completion);
    }

    private static T Read<T>(Completion completion, string purpose)
    {
        if (completion.Json is not { } json) throw Unfit("no JSON came back");
        try
        {
            return json.Deserialize<T>(ContractJson.Options) ?? throw Unfit("it was null");
        }
        catch (JsonException e)
        {
            throw Unfit(e.Message);
        }

        ProviderException Unfit(string why) =>
            new(ProviderErrorType.ValidationError, $"The model's answer for '{purpose}' does not fit: {why}.") { CostUsd = completion.CostUsd };
    }
}
