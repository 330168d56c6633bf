namespace IntentEngine.LocalServers.Folders;

public sealed class SecretsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_secret_stays_the_same_and_differs_from_every_other()
    {
        var path = Path.Combine(folder.Path, "secrets.json");
        var first = new SecretsFile(path).GetOrCreate("a");
        var again = new SecretsFile(path);
        again.GetOrCreate("a").ShouldBe(first);
        again.GetOrCreate("b").ShouldNotBe(first);
        first.Length.ShouldBe(48);
    }

    [Fact]
    public void A_file_that_others_could_read_is_replaced_by_a_private_one()
    {
        var path = Path.Combine(folder.Path, "secrets.json");
        File.WriteAllText(path, "{}");
        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
        new SecretsFile(path).GetOrCreate("a");
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => folder.Dispose();
}
