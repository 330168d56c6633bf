using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using IntentEngine.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace IntentEngine.Hosting.Failures;

/// <summary>Turns what the JSON reader says into <c>errors</c> by field.</summary>
internal sealed partial class JsonFailures(IOptions<JsonOptions> json)
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
        if (NullMember().Match(message) is { Success: true } nothing)
            return Field(Join(path, JsonNamingPolicy.SnakeCaseLower.ConvertName(nothing.Groups["name"].Value)), "expected a value; came null.");
        if (WrongType().Match(message) is { Success: true } wrong)
            return Field(path.Length == 0 ? "body" : path, $"expected {TypeNames.Of(wrong.Groups["type"].Value)}.");
        return Problems.BadRequest(
            $"The body is not valid JSON near line {failure.LineNumber + 1 ?? 1}, byte {failure.BytePositionInLine + 1 ?? 1}"
            + $"{(path.Length == 0 ? "" : $", at {path}")}. Expected one JSON object, at most {json.Value.SerializerOptions.MaxDepth} levels deep.");
    }

    private string Suggest(HttpContext http, string parent, string name)
    {
        var known = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type ? Members(type, parent) : [];
        var hint = NearestName.Of(name, known) is { } nearest ? $"did you mean '{nearest}'?" : $"known here: {string.Join(", ", known)}.";
        return known.Length == 0 ? "is not a known field; remove it." : $"is not a known field; {hint}";
    }

    // The fields of the object at a path such as "profile.goals[0]".
    private string[] Members(Type root, string path)
    {
        var info = json.Value.SerializerOptions.GetTypeInfo(root);
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var property = info.Properties.FirstOrDefault(p => p.Name == step.Split('[')[0]);
            if (property is null) return [];
            info = json.Value.SerializerOptions.GetTypeInfo(property.PropertyType);
            if (info.Kind == JsonTypeInfoKind.Enumerable && info.ElementType is { } element) info = json.Value.SerializerOptions.GetTypeInfo(element);
        }
        return info.Kind == JsonTypeInfoKind.Object ? [.. info.Properties.Select(p => p.Name)] : [];
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

    [GeneratedRegex("^The (?:property or field|constructor parameter) '(?<name>[^']+)' on type '[^']+' doesn't allow")]
    private static partial Regex NullMember();

    [GeneratedRegex("^The JSON value could not be converted to (?<type>.+?)\\. Path:")]
    private static partial Regex WrongType();
}
