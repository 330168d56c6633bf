using System.Globalization;

namespace IntentEngine.Workflows.Parsing.Sources;

/// <summary>Gives every column of a table a name of its own.</summary>
internal static class ColumnNames
{
    /// <summary>Trimmed headers; an empty one becomes <c>column_N</c>, a repeated one gets a number.</summary>
    /// <exception cref="ParseException">Headers are repeated and <paramref name="duplicates"/> says to refuse that.</exception>
    public static List<string> Of(IReadOnlyList<string> headers, DuplicateHeaders duplicates = DuplicateHeaders.Rename)
    {
        var given = headers.Select(header => header.Trim()).ToList();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = new List<string>(given.Count);
        // A name that stands there is not taken away by a number given to another.
        var written = given.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < given.Count; i++)
        {
            var name = given[i].Length > 0 ? given[i] : Number("column", i + 1);
            if (given[i].Length > 0 && taken.Add(name))
            {
                names.Add(name);
                continue;
            }

            if (given[i].Length > 0 && duplicates == DuplicateHeaders.Fail)
                throw new ParseException($"Expected every column to have a name of its own; '{Shorten(name)}' comes twice. Rename one, or send parse_options.duplicate_headers: rename.");
            var free = name;
            for (var number = 2; written.Contains(free) || !taken.Add(free); number++) free = Number(name, number);
            names.Add(free);
        }

        return names;
    }

    /// <summary><c>column_1</c>, <c>column_2</c> … for columns nobody named.</summary>
    public static List<string> Numbered(int count) => [.. Enumerable.Range(1, count).Select(number => Number("column", number))];

    private static string Number(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");

    private static string Shorten(string text) => text.Length <= 50 ? text : text[..50] + "…";
}
