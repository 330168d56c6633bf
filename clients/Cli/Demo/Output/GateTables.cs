using System.Globalization;
using IntentEngine.Cli.Demo.Gates;
using Spectre.Console;

namespace IntentEngine.Cli.Demo.Output;

/// <summary>What is on the table at a gate.</summary>
internal static class GateTables
{
    public static void Print(IAnsiConsole console, IReadOnlyList<SeedItem> seeds)
    {
        Heading.Print(console, "Gate: seed keywords");
        var table = new Table().AddColumns("Seed keyword", "Searches a month", "Difficulty", "From", "Fits the customer");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var seed in seeds)
            table.AddRow(Cells(seed.Keyword, Number(seed.Volume), Number(seed.Difficulty), seed.SourceCompetitor, seed.IcpAligned ? $"yes ({seed.Alignment.ToString("0.00", CultureInfo.InvariantCulture)})" : "no"));
        console.Write(table);
    }

    public static void Print(IAnsiConsole console, IReadOnlyList<SubtopicItem> subtopics)
    {
        Heading.Print(console, "Gate: subtopics");
        var table = new Table().AddColumns("Subtopic", "Hub", "Keyword");
        foreach (var subtopic in subtopics) table.AddRow(Cells(subtopic.Title, subtopic.HubKeyword, subtopic.Keyword));
        console.Write(table);
    }

    private static Text[] Cells(params string[] texts) => [.. texts.Select(text => new Text(text))];

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
