using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Publishers;

public sealed class PublisherCommandTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("crm", "admin", 2, "--role expects one or more of member, worker")]
    [InlineData("C.R.M", "member", 1, "Expected 1 to 50 lower-case letters")]
    [InlineData("crm", "member,worker", 1, "Start the engine with --distributed first")]
    public async Task What_is_wrong_is_said(string name, string role, int exitCode, string message)
    {
        var run = await CommandLineRun.Of("publisher", name, "--role", role, "--data", data.Path);
        run.ExitCode.ShouldBe(exitCode);
        run.Errors.ShouldContain(message);
        run.Output.ShouldBeEmpty();
    }
}
