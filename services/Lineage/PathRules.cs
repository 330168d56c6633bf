using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage;

/// <summary>Ids in paths are other people's texts; what PostgreSQL cannot hold, or nobody would use, cannot be there.</summary>
internal static class PathRules
{
    private const int MostCharacters = 500;

    /// <summary>The 404 for an id that cannot exist; null when it can.</summary>
    public static ProblemHttpResult? Refuse(string kind, string id) =>
        id.Length > MostCharacters || id.Contains('\0', StringComparison.Ordinal)
            ? Problems.NotFound($"There is no {kind} of that id: expected at most {MostCharacters} characters without NUL, came {id.Length}.")
            : null;
}
