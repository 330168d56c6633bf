using System.Text.Json;

namespace IntentEngine.Client.Requests;

/// <summary>Reads an error answer, whoever wrote it: the engine's problem details, or what a proxy in between said.</summary>
internal static class Problem
{
    private const int LongestText = 500;

    public static async Task<ProblemException> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var body = await answer.Content.ReadAsStringAsync(cancel);
        var title = answer.ReasonPhrase ?? "Error";
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body) is { } members && Text(members, "title") is { } named)
                return Of(answer, members, named);
        }
        catch (JsonException)
        {
            // Not ours: its text is all there is to tell.
        }

        body = body.Trim();
        return new ProblemException(answer.StatusCode, title, body.Length switch
        {
            0 => $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} was answered without a body.",
            <= LongestText => body,
            _ => body[..LongestText] + "…",
        });
    }

    private static ProblemException Of(HttpResponseMessage answer, Dictionary<string, JsonElement> members, string title)
    {
        var errors = members.TryGetValue("errors", out var given) && given.ValueKind == JsonValueKind.Object
            ? given.EnumerateObject().ToDictionary(field => field.Name, field => Texts(field.Value))
            : null;
        string[] known = ["type", "title", "status", "detail", "instance", "errors"];
        return new ProblemException(answer.StatusCode, title, Text(members, "detail") ?? title, errors,
            members.Where(member => !known.Contains(member.Key)).ToDictionary(member => member.Key, member => member.Value));
    }

    private static string? Text(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] Texts(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(text => text.ToString())] : [value.ToString()];
}
