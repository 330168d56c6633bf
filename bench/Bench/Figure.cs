namespace IntentEngine.Bench;

/// <summary>One measured value, beside its floor where there is one.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Floor">The same measured on the bare stack in the same run. Null: there is none.</param>
/// <param name="Ratio">Value over floor. Null: there is none.</param>
public sealed record Figure(string Name, double Value, string Unit, double? Floor = null, double? Ratio = null)
{
    /// <summary>A figure with its floor.</summary>
    public static Figure Against(string name, double value, string unit, double floor) => new(name, value, unit, floor, Math.Round(value / floor, 3));
}
