using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>Events of other projects, see <c>Fixtures/NOTICE.md</c>.</summary>
internal static class Fixture
{
    private static readonly string Folder = Path.Combine(Here(), "Fixtures");

    public static string Text(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public static JsonNode Json(string path) => JsonNode.Parse(Text(path))!;

    /// <summary>Paths of the files of a folder, ordered.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Folder, folder), "*.json").Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];

    /// <summary>The events of the files of a folder.</summary>
    public static IReadOnlyList<string> Events(string folder) => [.. Of(folder).Select(Text)];

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
