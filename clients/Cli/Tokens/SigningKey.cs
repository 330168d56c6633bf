namespace IntentEngine.Cli.Tokens;

/// <summary>Where an engine keeps the key that signs development tokens.</summary>
internal static class SigningKey
{
    /// <summary>The key's file in a data folder.</summary>
    public static string In(string dataFolder) => Path.Combine(dataFolder, "dev-signing-key.json");
}
