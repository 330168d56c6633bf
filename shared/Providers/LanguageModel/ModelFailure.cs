using System.Net;
using System.Text.Json;
using IntentEngine.Providers.Calls;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>Failures as language-model APIs write them: <c>{"error":{message,type,code}}</c>, <c>{"detail":[...]}</c>, or a gateway's HTML page.</summary>
internal static class ModelFailure
{
    private static readonly string[] Retired = ["chat_completions_not_available", "agent_api_migration_required"];

    /// <summary>The reply's JSON when it is a success; throws otherwise.</summary>
    public static JsonElement Unwrap(HttpReply reply, string provider)
    {
        var json = reply.Json();
        if ((int)reply.Status is >= 200 and < 300)
            return json is { ValueKind: JsonValueKind.Object } answer
                ? answer
                : throw HttpFailure.From(reply, ProviderErrorType.ServerError, $"{provider} answered something else than a JSON object: a cut-off answer or a proxy's page.");
        if (reply.Status == HttpStatusCode.Forbidden && json is { } body && Retired.Any(word => Kind(body).Contains(word)))
            throw HttpFailure.From(reply, ProviderErrorType.ClientError,
                $"{provider} no longer answers chat completions (retired on 2026-09-27). Set Providers:LanguageModel:Kind to {LanguageModelOptions.PerplexityAgent}, with BaseUrl https://api.perplexity.ai and Model perplexity/sonar.");
        throw HttpFailure.From(reply, provider, json is { } error ? Message(error) : "");
    }

    /// <summary>The message inside an error body; empty when there is none.</summary>
    public static string Message(JsonElement body) =>
        body.Text("error", "message") ?? body.Text("error") ?? body.Text("message") ?? body.Text("detail")
        ?? string.Join("; ", body.Array("detail").Select(one => one.Text("msg")).OfType<string>());

    /// <summary>Type and code; one observer saw the word in the code.</summary>
    private static string[] Kind(JsonElement body) => [body.Text("error", "type") ?? "", body.Text("error", "code") ?? ""];
}
