using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Hosting.Failures;

/// <summary>Says in the client's words why a request could not be read: the framework's text names .NET types.</summary>
internal sealed partial class BindingFailures(JsonFailures json)
{
    public ProblemHttpResult Explain(HttpContext http, BadHttpRequestException failure)
    {
        if (failure.StatusCode == StatusCodes.Status415UnsupportedMediaType)
            return Problems.UnsupportedMediaType($"Expected Content-Type application/json; came {Quote(http.Request.ContentType)}.");
        if (failure.StatusCode != StatusCodes.Status400BadRequest)
            return Problems.Of(failure.StatusCode, "The request could not be read; see the status for what the server expected.");
        if (failure.InnerException is JsonException broken) return json.Explain(http, broken);
        if (UnreadableParameter().Match(failure.Message) is { Success: true } unreadable)
            return Field(unreadable.Groups["name"].Value, $"expected {TypeNames.Of(unreadable.Groups["type"].Value)}; came '{unreadable.Groups["value"].Value}'.");
        if (MissingParameter().Match(failure.Message) is { Success: true } missing && missing.Groups["source"].Value != "body")
            return Field(missing.Groups["name"].Value, $"expected {TypeNames.Of(missing.Groups["type"].Value)} in the {missing.Groups["source"].Value}; came nothing.");
        return failure.Message.Contains("body", StringComparison.Ordinal)
            ? Problems.BadRequest("Expected a JSON object as body; came an empty body.")
            : Problems.BadRequest("The request could not be read; compare it with /openapi/v1.json.");
    }

    private static ProblemHttpResult Field(string name, string fault) =>
        Problems.BadRequest(new Dictionary<string, string[]> { [JsonNamingPolicy.SnakeCaseLower.ConvertName(name)] = [fault] });

    private static string Quote(string? value) => string.IsNullOrEmpty(value) ? "none" : $"'{value}'";

    [GeneratedRegex("""^Failed to bind parameter "(?<type>.+) (?<name>\S+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex UnreadableParameter();

    [GeneratedRegex("""^Required parameter "(?<type>.+) (?<name>\S+)" was not provided from (?<source>.+?)\.$""")]
    private static partial Regex MissingParameter();
}
