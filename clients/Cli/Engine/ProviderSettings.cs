namespace IntentEngine.Cli.Engine;

/// <summary>Whether real providers are configured; the embedded engine decides the same way.</summary>
internal static class ProviderSettings
{
    private static readonly string[] Decisive = ["Providers:KeywordData:Login", "Providers:LanguageModel:ApiKey"];

    /// <summary>False: the simulator stands in for them.</summary>
    public static bool AreGiven => Decisive.Any(name => Environment.GetEnvironmentVariable(name) is not null || Environment.GetEnvironmentVariable(AsVariable(name)) is not null);

    /// <summary>Settings that lead the workflows to a simulator.</summary>
    public static IReadOnlyDictionary<string, string> Simulated(Uri simulator) => new Dictionary<string, string>
    {
        [AsVariable("Providers:KeywordData:BaseUrl")] = simulator.AbsoluteUri,
        [AsVariable("Providers:KeywordData:Login")] = "simulator",
        [AsVariable("Providers:KeywordData:Password")] = "simulator",
        [AsVariable("Providers:LanguageModel:Kind")] = "perplexity-agent",
        [AsVariable("Providers:LanguageModel:BaseUrl")] = simulator.AbsoluteUri,
        [AsVariable("Providers:LanguageModel:ApiKey")] = "simulator",
    };

    /// <summary>A setting as an environment variable.</summary>
    public static string AsVariable(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
