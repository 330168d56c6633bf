using System.Text.RegularExpressions;

namespace IntentEngine.Architecture.Code;

/// <summary>Nothing in the repository may point to a place that its users do not have.</summary>
internal static partial class ForeignTraces
{
    /// <summary>Lines of a file that name somebody's machine: absolute paths of a workplace, folders beside the repository, hosts of a private registry.</summary>
    public static IEnumerable<string> In(string path, string text) => text.Split('\n')
        .Select((line, index) => (line, number: index + 1))
        .Where(entry => Traces().IsMatch(entry.line))
        .Select(entry => $"{path}:{entry.number}: {entry.line.Trim()}");

    [GeneratedRegex(@"(?<![\w.])/work/|(?<!\.\./)\.\./shared/(design|spec|seeds|data|bench|backlog)\b|(?<![\w])\.library/|/home/(?!linuxbrew/)\w+/|/Users/\w+/|\b(localhost|127\.0\.0\.1|[\w-]+\.internal)(:\d+)?/[\w/-]*v3(/index\.json|-flatcontainer)", RegexOptions.IgnoreCase)]
    private static partial Regex Traces();
}
