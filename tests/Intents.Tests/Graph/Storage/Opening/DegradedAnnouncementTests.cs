using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Intents.Graph.Storage.Opening;

public sealed class DegradedAnnouncementTests(IntentsHost host) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graph-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Operators_are_told_once_the_process_has_started_without_its_storage()
    {
        var taken = Path.Combine(_folder, "store");
        await File.WriteAllTextAsync(taken, "in the way", TestContext.Current.CancellationToken);
        using var storage = GraphStorage.Open(new GraphStorageSettings { Backend = GraphBackend.File, Folder = taken }, host.Database, new FactLog(), NullLogger<GraphStorage>.Instance);

        await new DegradedAnnouncement(storage, host.Database, TimeProvider.System).StartedAsync(CancellationToken.None);

        await host.Heard.Seen(m => m is IntentGraphDegraded { ConfiguredBackend: "file", StorageMode: "memory" } told && told.Reason.Contains(taken, StringComparison.Ordinal)).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
