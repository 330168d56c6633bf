using Shouldly;
using Xunit;

namespace IntentEngine.Cli;

public sealed class IntentctlTests
{
    [Theory]
    [InlineData("", "command")]
    [InlineData("tokn", "tokn")]
    [InlineData("token", "--role")]
    [InlineData("token --role boss", "boss")]
    [InlineData("token --role ,", "--role")]
    [InlineData("token --role member --org 12", "12")]
    [InlineData("token --role member --org 00000000-0000-0000-0000-000000000000", "--org")]
    [InlineData("token --role member --sub  ", "--sub")]
    [InlineData("token --role member extra", "extra")]
    [InlineData("up --port 0", "--port")]
    [InlineData("up --port x", "x")]
    [InlineData("up --scale workflows=2", "--distributed")]
    [InlineData("up --distributed --scale intents=2", "workflows=N")]
    [InlineData("up --distributed --scale workflows=17", "16")]
    [InlineData("demo", "--yes")]
    public async Task Wrong_arguments_are_named_and_nothing_is_tried(string line, string named)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLineRun.Of([.. line.Split(' ').Where((word, at) => word.Length > 0 || at > 1), .. line.StartsWith("token ", StringComparison.Ordinal) ? new[] { "--data", folder.Path } : []]);
        run.ExitCode.ShouldBe(2, run.Errors);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldContain(named);
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_names_every_command_and_option()
    {
        (await CommandLineRun.Of("--help")).Output.ShouldSatisfyAllConditions(text => text.ShouldContain("intentctl"), text => text.ShouldContain("demo"), text => text.ShouldContain("up"), text => text.ShouldContain("token"));
        var demo = (await CommandLineRun.Of("demo", "--help")).Output;
        foreach (var option in new[] { "--yes", "--json", "--distributed", "--data", "--keep" }) demo.ShouldContain(option);
    }
}
