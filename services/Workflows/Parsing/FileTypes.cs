using IntentEngine.Contracts.Intents;

namespace IntentEngine.Workflows.Parsing;

/// <summary>Finds which parser reads a file.</summary>
internal static class FileTypes
{
    private static readonly Dictionary<string, string> ByMediaType = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/csv"] = "csv",
        ["application/csv"] = "csv",
        ["text/tab-separated-values"] = "csv",
        ["application/json"] = "json",
        ["text/json"] = "json",
        ["application/jsonl"] = "jsonl",
        ["application/x-ndjson"] = "jsonl",
        ["application/jsonlines"] = "jsonl",
        ["application/x-jsonlines"] = "jsonl",
        ["text/markdown"] = "markdown",
        ["text/x-markdown"] = "markdown",
        ["text/html"] = "html",
        ["application/xhtml+xml"] = "html",
    };

    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "csv",
        [".tsv"] = "csv",
        [".json"] = "json",
        [".jsonl"] = "jsonl",
        [".ndjson"] = "jsonl",
        [".md"] = "markdown",
        [".markdown"] = "markdown",
        [".html"] = "html",
        [".htm"] = "html",
        [".xhtml"] = "html",
        [".txt"] = "text",
        [".text"] = "text",
        [".log"] = "text",
    };

    /// <summary>The type: the wanted one, else what the media type says, else the end of the name, else plain text where the media type says no more than that.</summary>
    /// <param name="wanted"><c>file_type</c> of the intent's context, in any case; an ending such as <c>md</c> does too. Null: to be found.</param>
    /// <param name="mediaType">Of the source, perhaps with parameters. Null: unknown.</param>
    /// <param name="name">The file's name. Null: none.</param>
    /// <exception cref="ParseException">No parser reads it.</exception>
    public static string Of(string? wanted, string? mediaType, string? name)
    {
        if (wanted is not null)
        {
            var type = wanted.Trim().TrimStart('.').ToLowerInvariant();
            if (ParseContent.FileTypes.Contains(type)) return type;
            return ByEnding.TryGetValue($".{type}", out var ending) ? ending : throw Unknown($"file_type '{Shorten(wanted)}'");
        }

        var media = mediaType?.Split(';')[0].Trim() ?? "";
        if (ByMediaType.TryGetValue(media, out var found)) return found;
        if (ByEnding.TryGetValue(Path.GetExtension(name ?? ""), out var byEnding)) return byEnding;
        return media.StartsWith("text/", StringComparison.OrdinalIgnoreCase) ? "text" : throw Unknown($"a file of media type '{Shorten(media)}' named '{Shorten(name ?? "")}'");
    }

    private static ParseException Unknown(string what) => new($"Expected a file that can be parsed: {string.Join(", ", ParseContent.FileTypes)}; came {what}. Say what it is in context.file_type.");

    private static string Shorten(string text) => text.Length <= 50 ? text : text[..50] + "…";
}
