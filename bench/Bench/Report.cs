using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using IntentEngine.Contracts;

namespace IntentEngine.Bench;

/// <summary>Figures as a table for people and as JSON for programs.</summary>
internal static class Report
{
    public static void Print(string name, IReadOnlyList<Figure> figures)
    {
        Console.WriteLine();
        Console.WriteLine($"{name} on {Machine()}");
        Console.WriteLine($"{"figure",-58} {"value",12} {"unit",-12} {"floor",10} {"ratio",7}");
        foreach (var figure in figures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Name,-58} {figure.Value,12:0.##} {figure.Unit,-12} {figure.Floor,10:0.##} {figure.Ratio,7:0.###}"));
    }

    public static async Task WriteJson(string path, string name, IReadOnlyList<Figure> figures)
    {
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, new { name, machine = Machine(), figures }, ContractJson.Options);
    }

    private static string Machine() => $"{RuntimeInformation.OSDescription.Trim()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}";
}
