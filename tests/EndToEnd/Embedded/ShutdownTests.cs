using System.Diagnostics;
using IntentEngine.EndToEnd.Driving;

namespace IntentEngine.EndToEnd.Embedded;

/// <summary>SIGTERM to the embedded engine.</summary>
public sealed class ShutdownTests
{
    [Fact(Timeout = 300_000)]
    public async Task Asked_to_stop_it_stops_in_time_and_leaves_no_server_behind()
    {
        await using var engine = await EmbeddedEngine.StartAsync();
        using var api = engine.Api(Guid.NewGuid());
        engine.ProcessesOnItsData().ShouldNotBeEmpty("the test would not see a server that is left behind");
        await OneWorkflow.Create(api, "Is under way");

        var watch = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        (await engine.Stop(limit.Token)).ShouldBe(0);

        engine.ProcessesOnItsData().ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine($"stopped after {watch.Elapsed.TotalSeconds:0.0} s");
    }
}
