using System.Globalization;
using IntentEngine.Client.Workflows;
using Spectre.Console;

namespace IntentEngine.Cli.Demo.Output;

/// <summary>Who did what, when.</summary>
internal static class AuditTable
{
    private static readonly string[] Shown = ["step_name", "approval_type", "approved", "rejected", "gate", "wanted_step", "intents", "outstanding", "cost_usd"];

    public static void Print(IAnsiConsole console, IReadOnlyList<AuditEntry> entries)
    {
        Heading.Print(console, "Audit trail");
        var table = new Table().AddColumns("When (UTC)", "Who", "What", "Particulars", "Transition");
        table.Columns[4].RightAligned();
        foreach (var entry in entries)
        {
            table.AddRow(
                new Text(entry.CreatedAt.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)),
                new Text(entry.ActorId),
                new Text(entry.Action),
                new Text(string.Join(", ", Shown.Where(name => entry.Details.TryGetProperty(name, out _)).Select(name => name == "step_name" ? $"{entry.Details.GetProperty(name)}" : $"{name} {entry.Details.GetProperty(name)}"))),
                new Text(entry.Transition?.ToString(CultureInfo.InvariantCulture) ?? "-"));
        }

        console.Write(table);
    }
}
