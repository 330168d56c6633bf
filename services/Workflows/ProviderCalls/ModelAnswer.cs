using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>Reads a completion that was asked for with a schema.</summary>
internal static class ModelAnswer
{
    /// <summary>The answer as <typeparamref name="T"/>.</summary>
    /// <exception cref="ProviderException">There is no JSON, or it lacks what <typeparamref name="T"/> requires.</exception>
    public static T Read<T>(this Completion completion, string purpose)
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

        ProviderException Unfit(string why) => new(ProviderErrorType.ValidationError, $"The model's answer for '{purpose}' does not fit: {why}.");
    }
}
