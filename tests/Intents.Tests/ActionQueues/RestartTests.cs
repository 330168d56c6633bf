using System.Net;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.ActionQueues;

/// <summary>The engine restarts mid-queue; completions still find their owner (spec semantics §4.3.6).</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private readonly QueueHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_restart_between_claim_and_report_changes_nothing()
    {
        var settler = new Settler(_host);
        await settler.Enqueue("a", actions: 2);
        await settler.Enqueue("b", "needs");
        await settler.DoOne();
        var execution = await settler.Claim();

        await _host.RestartAsync();

        (await settler.Complete(execution)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("completed");
        await settler.DoOne();
        (await settler.Heard(2)).ShouldBe(["work a completed", "needs b completed"], ignoreOrder: true);
    }

    [Fact]
    public async Task Work_that_was_interrupted_before_a_restart_goes_on_after_it()
    {
        var settler = new Settler(_host);
        await settler.Enqueue("a", actions: 2, more: new { resume_if_interrupted = true });
        await settler.DoOne();
        await settler.Enqueue("b", "needs", "high");
        var need = await settler.Claim();

        await _host.RestartAsync();

        (await settler.Complete(need)).ShouldBe(HttpStatusCode.OK);
        await settler.DoOne();
        (await settler.Heard(2)).ShouldBe(["work a completed", "needs b completed"], ignoreOrder: true);
    }
}
