using System.Net;
using IntentEngine.Intents.Hosts;
using IntentEngine.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Intents.Execution;

public sealed class RunningExecutionsTests(IntentsHost host)
{
    private readonly Parse _parse = new(host);

    [Fact]
    public async Task The_executor_is_told_again_of_what_runs_and_of_nothing_else()
    {
        var running = await _parse.Waiting(new { ingestion_profile = "structured" });
        (await _parse.Execute(running)).ShouldBe(HttpStatusCode.Accepted);
        var ended = await _parse.Waiting(new { ingestion_profile = "structured" });
        var execution = (await _parse.Execute(ended))["execution_id"]!;
        (await _parse.Organization.Complete(ended, execution)).ShouldBe(HttpStatusCode.OK);
        var foreign = await _parse.Waiting(new { ingestion_profile = "structured" });
        (await _parse.Organization.Claim(foreign)).ShouldBe(HttpStatusCode.OK);
        var before = (await _parse.Told()).Count;
        var written = await _parse.Organization.Written();

        await host.Services.GetRequiredService<RunningExecutions>().TellOnceAsync(DateTimeOffset.MaxValue.ToUniversalTime().AddDays(-1), CancellationToken.None);

        await Eventually.Holds(async () => (await _parse.Told()).Count == before + 1, "the word about the one that runs");
        var again = (await _parse.Told())[^1];
        (again.IntentId, again.Target!.ArtifactId).ShouldBe((running, again.TargetArtifactId));
        (await _parse.Organization.Written()).ShouldBe(written);
    }
}
