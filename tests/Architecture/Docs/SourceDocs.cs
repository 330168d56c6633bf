using System.Reflection;
using System.Text.RegularExpressions;

namespace IntentEngine.Architecture.Docs;

/// <summary>Docstrings, read from the source: they are part of the product, and of the documents generated from it.</summary>
internal static partial class SourceDocs
{
    private static readonly Lazy<Dictionary<string, string>> Contracts = new(() => Index(Repository.Files.Where(path => path.StartsWith("shared/Contracts/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)).Select(Repository.Read)));

    /// <summary>Summary of a contract. Null: it has none.</summary>
    public static string? Summary(Type contract) => Contracts.Value.GetValueOrDefault(contract.Name);

    /// <summary>Summary of a contract's property. Null: it has none.</summary>
    public static string? Summary(PropertyInfo property) => Contracts.Value.GetValueOrDefault($"{property.DeclaringType!.Name}.{property.Name}");

    /// <summary>Public types of a source file that carry no docstring.</summary>
    public static IEnumerable<string> Undocumented(string path, string source)
    {
        var lines = source.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (PublicType().Match(lines[i]) is not { Success: true } type) continue;
            var above = i - 1;
            while (above >= 0 && (lines[above].TrimStart().StartsWith('[') || lines[above].TrimStart().StartsWith('#'))) above--;
            if (above < 0 || !lines[above].TrimStart().StartsWith("///", StringComparison.Ordinal)) yield return $"{path}:{i + 1}: {type.Groups[2].Value} is public and has no docstring.";
        }
    }

    private static Dictionary<string, string> Index(IEnumerable<string> sources)
    {
        var summaries = new Dictionary<string, string>();
        foreach (var source in sources)
        {
            var type = "";
            foreach (Match match in Documented().Matches(source))
            {
                var name = match.Groups["name"].Value;
                if (match.Groups["kind"].Success) type = name;
                summaries[match.Groups["kind"].Success ? name : $"{type}.{name}"] = Plain(match.Groups["summary"].Value);
            }
        }

        return summaries;
    }

    private static string Plain(string xml)
    {
        var text = Slashes().Replace(xml, " ");
        text = References().Replace(text, match => "`" + match.Groups[1].Value + "`");
        return Spaces().Replace(Tags().Replace(text, "`"), " ").Trim();
    }

    [GeneratedRegex(@"^(?:    )?public (?:(?:static|sealed|abstract|partial|readonly) )*(class|record|struct|interface|enum|record struct) (\w+)")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"/// <summary>(?<summary>.*?)</summary>(?:\s*///[^\n]*|\s*\[[^\n]*\])*\s*public (?:(?:required|static|sealed|const|abstract|partial) )*(?:(?<kind>record|class|enum) )?(?:[\w<>?.,\[\]]+ )??(?<name>\w+)\s*(?:\{|\(|=|;|\n)", RegexOptions.Singleline)]
    private static partial Regex Documented();

    [GeneratedRegex(@"\n\s*///")]
    private static partial Regex Slashes();

    [GeneratedRegex("<(?:see|paramref) (?:cref|name|langword)=\"([^\"]+)\" ?/>")]
    private static partial Regex References();

    [GeneratedRegex("</?c>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
