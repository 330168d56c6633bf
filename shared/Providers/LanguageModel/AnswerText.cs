using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>Takes what models put around their answers away.</summary>
public static partial class AnswerText
{
    /// <summary>The text without thinking blocks (an unclosed one takes all that follows) and without a code fence around the whole.</summary>
    public static string Strip(string text)
    {
        var rest = ThinkBlock().Replace(text, "").Trim();
        // Some servers swallow the opening tag.
        var end = rest.LastIndexOf("</think>", StringComparison.OrdinalIgnoreCase);
        if (end >= 0) rest = rest[(end + "</think>".Length)..].Trim();
        return Fence().Match(rest) is { Success: true } fenced ? fenced.Groups["inside"].Value.Trim() : rest;
    }

    /// <summary>The JSON in an answer: all of it, or the outermost object or array between words. Null: none.</summary>
    public static JsonElement? Json(string text)
    {
        var stripped = Strip(text);
        if (Parse(stripped) is { } whole) return whole;
        if (InnerFence().Match(stripped) is { Success: true } fenced && Parse(fenced.Groups["inside"].Value) is { } inside) return inside;
        var start = stripped.IndexOfAny(['{', '[']);
        if (start < 0) return null;
        var end = stripped.LastIndexOf(stripped[start] == '{' ? '}' : ']');
        return end > start ? Parse(stripped[start..(end + 1)]) : null;
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32, AllowTrailingCommas = true });
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<think>.*?(</think>|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ThinkBlock();

    [GeneratedRegex(@"\A```[a-z0-9_-]*[ \t]*\r?\n(?<inside>.*?)\r?\n?```\z", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Fence();

    [GeneratedRegex(@"```[a-z0-9_-]*[ \t]*\r?\n(?<inside>.*?)```", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex InnerFence();
}
