using System.Globalization;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Views;

/// <summary>What an intent costs and how much it matters (the origin's formulas, spec semantics §1.9). Pure.</summary>
internal static class ViewMeasures
{
    /// <summary>Tokens that an intent costs a language model, roughly.</summary>
    public static int Tokens(StorableIntent intent) => intent.Goal.Length / 4 + 10 * intent.Constraints.Count + 8 * intent.Preferences.Count;

    /// <summary>Tokens of a text.</summary>
    public static int Tokens(string text) => text.Length / 4;

    /// <summary>How much an intent matters now, 0 or more: its status, its priority as metadata says, its age and how much it says.</summary>
    public static double Importance(StorableIntent intent, DateTimeOffset now)
    {
        var days = Math.Max(0, (now - intent.CreatedAt).TotalDays);
        return Status(intent.Status) + 0.3 * Priority(intent) + 0.5 / (1 + 0.05 * days) + 0.2 * Math.Min(intent.Goal.Length / 100.0, 1);
    }

    private static double Priority(StorableIntent intent) =>
        intent.Metadata.TryGetValue("priority", out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var priority) && double.IsFinite(priority)
            ? priority
            : 0;

    private static double Status(GraphStatus status) => status switch
    {
        GraphStatus.Active => 1.0,
        GraphStatus.Executing => 0.95,
        GraphStatus.Suspended => 0.8,
        GraphStatus.Failed => 0.6,
        GraphStatus.Completed => 0.4,
        _ => 0.1,
    };
}
