namespace IntentEngine.Lineage.Repair;

/// <summary>What a success rate is at least, given how often it was tried: nine of ten is a weaker promise than ninety of a hundred.</summary>
/// <remarks>Lower end of the Wilson score interval at 95 % confidence. Pure.</remarks>
public static class WilsonBound
{
    private const double Z = 1.959963984540054;

    /// <summary>0 to 1; 0 when it was never tried. Grows with <paramref name="worked"/>, and with the number of tries at the same rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or more worked than were tried.</exception>
    public static double Lower(int worked, int tried)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(worked);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(worked, tried);
        // Exactly, whatever rounding makes of the formula.
        if (worked == 0) return 0;
        double n = tried, rate = worked / n, z2 = Z * Z;
        var lower = (rate + z2 / (2 * n) - Z * Math.Sqrt(rate * (1 - rate) / n + z2 / (4 * n * n))) / (1 + z2 / n);
        return Math.Clamp(lower, 0, 1);
    }
}
