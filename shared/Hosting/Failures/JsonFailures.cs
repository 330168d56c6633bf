using System.Text.Json;
using System.Text.RegularExpressions;
using IntentEngine.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace IntentEngine.Hosting.Failures;

/// <summary>Turns what the JSON reader says into <c>errors</c> by field.</summary>
internal sealed partial class JsonFailures(JsonShape shape, IOptions<JsonOptions> json)
{
    public ProblemHttpResult Explain(HttpContext http, JsonException failure)
    {
        var message = failure.Message;
        var path = Path(failure);
        if (UnknownMember().Match(message) is { Success: true } unknown)
        {
            var name = unknown.Groups["name"].Value;
            return Field(Join(Parent(path, name), name), Suggest(http, Parent(path, name), name));
        }
        if (DuplicateMember().Match(message) is { Success: true } twice)
            return Field(Join(Parent(path, twice.Groups["name"].Value), twice.Groups["name"].Value), "came twice; send it once.");
        if (MissingMembers().Match(message) is { Success: true } missing)
            return Problems.BadRequest(QuotedName().Matches(missing.Groups["names"].Value)
                .ToDictionary(m => Join(path, m.Groups["name"].Value), _ => Absent));
        if (message.Contains("doesn't allow", StringComparison.Ordinal) || message.Contains("doesn't support null", StringComparison.Ordinal))
            return Field(path, $"expected {shape.Expected(http, path)}; came null.");
        if (message.StartsWith("The JSON value could not be converted to", StringComparison.Ordinal))
            return Field(path.Length == 0 ? "body" : path, $"expected {shape.Expected(http, path)}.");
        return Problems.BadRequest(
            $"The body is not valid JSON near line {failure.LineNumber + 1 ?? 1}, byte {failure.BytePositionInLine + 1 ?? 1}"
            + $"{(path.Length == 0 ? "" : $", at {path}")}. Expected one JSON object, at most {json.Value.SerializerOptions.MaxDepth} levels deep.");
    }

    private string Suggest(HttpContext http, string parent, string name)
    {
        var known = shape.Members(http, parent);
        if (known.Length == 0) return "is not a known field; remove it.";
        return NearestName.Of(name, known) is { } nearest
            ? $"is not a known field; did you mean '{nearest}'?"
            : $"is not a known field; known here: {string.Join(", ", known)}.";
    }

    private static readonly string[] Absent = ["is required; came nothing."];

    private static ProblemHttpResult Field(string field, string fault) =>
        Problems.BadRequest(new Dictionary<string, string[]> { [field] = [fault] });

    private static string Path(JsonException failure) => failure.Path is null or "$" ? "" : failure.Path[1..].TrimStart('.');

    private static string Parent(string path, string name) =>
        path == name ? "" : path.EndsWith("." + name, StringComparison.Ordinal) ? path[..^(name.Length + 1)] : path;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    [GeneratedRegex("^The JSON property '(?<name>[^']*)' could not be mapped to any")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("^Duplicate property '(?<name>[^']*)'")]
    private static partial Regex DuplicateMember();

    [GeneratedRegex("missing required properties including: (?<names>.+?)\\.?( Path:|$)")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'(?<name>[^']+)'")]
    private static partial Regex QuotedName();
}
