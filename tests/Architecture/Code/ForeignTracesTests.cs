namespace IntentEngine.Architecture.Code;

public sealed class ForeignTracesTests
{
    private static readonly string[] Binary = [".png", ".jpg", ".gif", ".ico", ".zip", ".gz"];

    [Fact]
    public void No_file_points_outside_the_repository()
    {
        // This guard has to name what it forbids.
        var files = Repository.Files.Where(path => !Binary.Contains(Path.GetExtension(path)) && !path.StartsWith("tests/Architecture/Code/ForeignTraces", StringComparison.Ordinal));
        files.SelectMany(path => ForeignTraces.In(path, Repository.Read(path))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cat /home/ada/x")]
    [InlineData("see /Users/ada/notes.md")]
    [InlineData(@"C:\Users\ada\x")]
    public void A_path_of_somebodys_machine_is_caught(string line) => ForeignTraces.In("x.md", line).Count().ShouldBe(1);

    [Theory]
    [InlineData("""<ProjectReference Include="../../shared/Messaging/Messaging.csproj" />""")]
    [InlineData("shared/Messaging is the only place")]
    [InlineData("https://example.com/homes/x")]
    public void Paths_within_the_repository_pass(string line) => ForeignTraces.In("x.md", line).ShouldBeEmpty();
}
