using CsvHelper;

namespace IntentEngine.ProviderSimulator.Corpus;

/// <summary>The data files inside this assembly; their origin is in Data/ATTRIBUTION.md.</summary>
internal static class CsvResource
{
    /// <summary>All rows after the header.</summary>
    public static List<string[]> Rows(string name)
    {
        using var stream = typeof(CsvResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The data file {name} is not in the assembly.");
        using var csv = CsvReader.Create(stream);
        var rows = new List<string[]>();
        while (csv.Read()) rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        return rows;
    }
}
