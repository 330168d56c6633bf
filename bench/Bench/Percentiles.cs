namespace IntentEngine.Bench;

/// <summary>Order statistics of measured times.</summary>
internal static class Percentiles
{
    /// <summary>The smallest value that is not exceeded by <paramref name="share"/> of all (nearest rank).</summary>
    public static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
