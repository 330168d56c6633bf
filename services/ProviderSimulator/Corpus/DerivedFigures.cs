namespace IntentEngine.ProviderSimulator.Corpus;

/// <summary>Figures that the sources do not have, by fixed formulas from mentions and the text's hash. Not measurements: docs/providers/simulator.md.</summary>
/// <param name="Volume">Searches per month, on the steps search engines round to.</param>
/// <param name="Difficulty">0 to 100.</param>
/// <param name="Cpc">US dollars per click.</param>
/// <param name="Competition">0 to 1.</param>
/// <param name="Intent">Main intent, by the words.</param>
internal sealed record DerivedFigures(long Volume, int Difficulty, double Cpc, double Competition, string Intent)
{
    private static readonly string[] Commercial = ["best", "vs", "alternatives", "tools", "software", "platform", "comparison"];
    private static readonly string[] Transactional = ["pricing", "price", "cost", "buy", "download"];

    /// <summary>Figures of any keyword that contains a known term; null for others.</summary>
    public static DerivedFigures? Of(string keyword, Terms terms)
    {
        if (terms.Inside(keyword) is not { } term) return null;
        var volume = TermVolume(term);
        if (term.Text != keyword) volume *= Modifiers.Share(keyword, term);
        var words = keyword.Split(' ');
        var rounded = Round(volume);
        var cpc = Math.Round(0.4 + (StableHash.Unit(keyword + "|cpc") * 7), 2);
        return new(rounded, DifficultyOf(rounded, cpc, term.Domains.Count, words.Length), cpc, Math.Round(StableHash.Unit(keyword + "|competition"), 2), IntentOf(words));
    }

    private static double TermVolume(Term term) => 260 * Math.Pow(1 + term.Mentions, 1.25) * (0.4 + (1.2 * StableHash.Unit(term.Text)));

    private static int DifficultyOf(long volume, double cpc, int domains, int words) =>
        (int)Math.Clamp(Math.Round((12 * Math.Log10(volume + 1)) + (6 * Math.Log(1 + cpc)) + (3 * Math.Min(domains, 8)) - (4 * Math.Max(0, words - 2))), 0, 100);

    private static string IntentOf(string[] words) =>
        words.Any(Transactional.Contains) ? "transactional" : words.Any(Commercial.Contains) ? "commercial" : "informational";

    /// <summary>Two significant digits in steps of ten, at least 10.</summary>
    private static long Round(double volume)
    {
        if (volume < 10) return 10;
        var step = Math.Pow(10, Math.Floor(Math.Log10(volume)) - 1);
        return Math.Max(10, (long)Math.Round(Math.Round(volume / step) * step / 10) * 10);
    }
}
