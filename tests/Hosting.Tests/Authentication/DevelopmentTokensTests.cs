using IntentEngine.Hosting.Startup;
using Shouldly;

namespace IntentEngine.Hosting.Authentication;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DevelopmentTokensTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keys-").FullName;

    private string KeyFile => Path.Combine(folder, "new", "dev-signing-key.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_may_read_it()
    {
        var first = DevelopmentTokens.LoadOrCreate(KeyFile);
        var second = DevelopmentTokens.LoadOrCreate(KeyFile);

        second.Keys.Keys[0].KeyId.ShouldBe(first.Keys.Keys[0].KeyId);
        File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(KeyFile)!).Length.ShouldBe(1);
    }

    [Fact]
    public void Services_that_start_at_once_agree_on_one_key()
    {
        var keys = new string[16];
        Parallel.For(0, keys.Length, i => keys[i] = DevelopmentTokens.LoadOrCreate(KeyFile).Keys.Keys[0].KeyId);

        keys.Distinct().Count().ShouldBe(1);
        Directory.GetFiles(Path.GetDirectoryName(KeyFile)!).Length.ShouldBe(1);
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        DevelopmentTokens.LoadOrCreate(KeyFile);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Should.Throw<StartupException>(() => DevelopmentTokens.LoadOrCreate(KeyFile)).Message.ShouldContain("chmod 600");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"x":"AA","y":"AA","d":"AA"}""")]
    [InlineData("""{"x":1,"y":1,"d":1}""")]
    public void A_file_that_is_no_key_is_refused(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, content);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Should.Throw<StartupException>(() => DevelopmentTokens.LoadOrCreate(KeyFile)).Message.ShouldContain("not a P-256");
    }

    [Fact]
    public void Tokens_are_only_issued_within_the_rules()
    {
        var tokens = DevelopmentTokens.LoadOrCreate(KeyFile);
        var hour = TimeSpan.FromHours(1);

        Should.Throw<ArgumentException>(() => tokens.Issue("root", TestHost.Acme, "s", hour)).Message.ShouldContain("content_manager");
        Should.Throw<ArgumentException>(() => tokens.Issue([], TestHost.Acme, "s", hour));
        Should.Throw<ArgumentException>(() => tokens.Issue(Roles.Admin, Guid.Empty, "s", hour));
        Should.Throw<ArgumentException>(() => tokens.Issue(Roles.Admin, TestHost.Acme, " ", hour));
        Should.Throw<ArgumentException>(() => tokens.Issue(Roles.Admin, TestHost.Acme, "s", TimeSpan.Zero));
        Should.Throw<ArgumentException>(() => tokens.Issue(Roles.Admin, TestHost.Acme, "s", TimeSpan.FromHours(13)));
    }
}
