namespace IntentEngine.Providers;

/// <summary>Reads wire fixtures; Fixtures/README.md says where their shapes come from.</summary>
internal static class Fixture
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));
}
