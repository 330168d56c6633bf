using IntentEngine.Providers.KeywordData;
using IntentEngine.Providers.LanguageModel;
using Microsoft.Extensions.Options;

namespace IntentEngine.Providers;

/// <summary>Refuses to start with settings that cannot work, and says what was expected.</summary>
internal sealed class ProviderOptionsValidation : IValidateOptions<KeywordDataOptions>, IValidateOptions<LanguageModelOptions>
{
    private static readonly string[] Kinds = [LanguageModelOptions.PerplexityAgent, LanguageModelOptions.OpenAiCompatible];

    public ValidateOptionsResult Validate(string? name, KeywordDataOptions options) => Result("Providers:KeywordData",
    [
        Url("BaseUrl", options.BaseUrl),
        options.Login.Length > 0 ? null : "Login is missing: expected the API login of a DataForSEO account",
        options.Password.Length > 0 ? null : "Password is missing: expected the API password of a DataForSEO account",
        options.Login.Contains(':') ? "Login contains a colon, which HTTP Basic authentication cannot carry" : null,
        options.LocationCode > 0 ? null : $"LocationCode is {options.LocationCode}: expected a location code like 2840 (United States)",
        options.LanguageCode.Length is >= 2 and <= 10 ? null : $"LanguageCode is '{options.LanguageCode}': expected a language code like en",
        Within("TimeoutSeconds", options.TimeoutSeconds, 600),
        Within("MaxConcurrency", options.MaxConcurrency, 30),
    ]);

    public ValidateOptionsResult Validate(string? name, LanguageModelOptions options) => Result("Providers:LanguageModel",
    [
        Kinds.Contains(options.Kind) ? null : $"Kind is '{options.Kind}': expected {string.Join(" or ", Kinds)}",
        options.BaseUrl is null && !options.IsAgent ? "BaseUrl is missing: expected the address of an OpenAI-compatible API, e.g. http://localhost:11434/v1" : Url("BaseUrl", options.Address),
        options.IsAgent && options.ApiKey.Length == 0 ? "ApiKey is missing: expected a Perplexity API key" : null,
        options.ApiKey.Any(char.IsControl) ? "ApiKey contains a control character, perhaps a line break" : null,
        !options.IsAgent && options.Model.Length == 0 ? "Model is missing: expected the name of a model that the API serves, e.g. qwen3:8b" : null,
        Within("TimeoutSeconds", options.TimeoutSeconds, 900),
        Within("MaxConcurrency", options.MaxConcurrency, 1000),
    ]);

    private static ValidateOptionsResult Result(string section, string?[] problems) =>
        problems.OfType<string>().Select(problem => $"{section}:{problem}.").ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;

    private static string? Within(string name, int value, int max) => value >= 1 && value <= max ? null : $"{name} is {value}: expected 1 to {max}";

    private static string? Url(string name, Uri url) =>
        url is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" } ? null : $"{name} is '{url}': expected an absolute http(s) URL without user, query and fragment";
}
