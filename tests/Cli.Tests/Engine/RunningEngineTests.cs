using IntentEngine.LocalServers.Folders;
using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Engine;

public sealed class RunningEngineTests
{
    [Fact]
    public async Task Servers_stop_in_the_reverse_order_of_their_start_and_once()
    {
        var stopped = new List<string>();
        var engine = new RunningEngine(new EngineOptions { DataFolder = "/nowhere", Port = LoopbackPort.FindFree() });
        engine.Own(new Server("postgres", stopped));
        engine.Own(new Server("service", stopped));
        engine.Own(new Server("gateway", stopped));
        await engine.DisposeAsync();
        await engine.DisposeAsync();
        stopped.ShouldBe(["gateway", "service", "postgres"]);
    }

    private sealed class Server(string name, List<string> stopped) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            stopped.Add(name);
            return ValueTask.CompletedTask;
        }
    }
}
