using System.Text.RegularExpressions;

namespace IntentEngine.Architecture.Projects;

/// <summary>Who may reference whom: services talk by messages and HTTP, so none references another; contracts stand on nothing of ours.</summary>
internal static partial class ProjectRules
{
    /// <summary>Services that put others together or stand in for the outside.</summary>
    private static readonly string[] MayReferenceServices = ["services/AllInOne/"];

    /// <param name="path">Path of the project file from the root.</param>
    /// <param name="project">Its text.</param>
    public static IEnumerable<string> Faults(string path, string project)
    {
        var references = References().Matches(project).Select(match => Resolve(path, match.Groups[1].Value)).ToArray();
        if (path.StartsWith("shared/Contracts/", StringComparison.Ordinal))
            foreach (var reference in references) yield return $"{path} references {reference}; contracts reference no other project.";

        if (path.StartsWith("tests/", StringComparison.Ordinal) || MayReferenceServices.Any(allowed => path.StartsWith(allowed, StringComparison.Ordinal))) yield break;
        foreach (var reference in references.Where(r => r.StartsWith("services/", StringComparison.Ordinal)))
            yield return $"{path} references {reference}; services are reached by messages and HTTP.";
    }

    private static string Resolve(string path, string reference) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(path)!, reference.Replace('\\', '/')))).Replace('\\', '/');

    [GeneratedRegex("<ProjectReference[^>]*Include=\"([^\"]+)\"")]
    private static partial Regex References();
}
