using System.Text.RegularExpressions;

namespace IntentEngine.Architecture.Code;

/// <summary>Nothing in the repository may point to a place that its users do not have.</summary>
internal static partial class ForeignTraces
{
    /// <summary>Lines of a file that name somebody's machine: paths of a home folder.</summary>
    public static IEnumerable<string> In(string path, string text) => text.Split('\n')
        .Select((line, index) => (line, number: index + 1))
        .Where(entry => Traces().IsMatch(entry.line))
        .Select(entry => $"{path}:{entry.number}: {entry.line.Trim()}");

    [GeneratedRegex(@"/home/(?!linuxbrew/)\w+/|/Users/\w+/|\b[A-Z]:\\Users\\\w+", RegexOptions.IgnoreCase)]
    private static partial Regex Traces();
}
