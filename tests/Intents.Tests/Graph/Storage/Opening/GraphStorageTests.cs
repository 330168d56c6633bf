using IntentEngine.Hosting.Settings;
using IntentEngine.Intents.Hosts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage.Opening;

public sealed class GraphStorageTests(IntentsHost host) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graph-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("file")]
    [InlineData("archive")]
    [InlineData("sqlite")]
    [InlineData("memory")]
    [InlineData("postgres")]
    public async Task Every_backend_can_be_configured(string backend)
    {
        using var storage = Open(Settings(backend));

        (storage.Store.Backend, storage.IsDegraded).ShouldBe((backend, false));
        (await Health(storage)).ShouldBe((HealthStatus.Healthy, $"storage_mode: {backend}"));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("archive")]
    [InlineData("sqlite")]
    public async Task A_backend_that_cannot_be_opened_is_replaced_by_memory_and_everybody_can_see_it(string backend)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "store"), "in the way");
        using var storage = Open(Settings(backend));

        (storage.Store.Backend, storage.Configured.Word(), storage.IsDegraded).ShouldBe(("memory", backend, true));
        storage.FallbackReason!.ShouldContain(Path.Combine(_folder, "store"));
        var (status, text) = await Health(storage);
        status.ShouldBe(HealthStatus.Degraded);
        text.ShouldStartWith($"storage_mode: memory; {backend} could not be opened");
        text.ShouldNotContain(_folder);
        await storage.Store.CommitAsync(Guid.NewGuid(), Creates(Intent("a")), CancellationToken.None);
    }

    [Fact]
    public void Without_leave_to_fall_back_the_process_does_not_start()
    {
        File.WriteAllText(Path.Combine(_folder, "store"), "in the way");

        Should.Throw<GraphStorageException>(() => Open(Settings("file") with { FallbackToMemory = false }));
    }

    [Fact]
    public async Task A_write_that_fails_later_is_an_error_and_health_says_so()
    {
        using var storage = Open(Settings("file"));
        await storage.Store.CommitAsync(Guid.NewGuid(), Creates(Intent("a")), CancellationToken.None);
        Directory.Delete(Path.Combine(_folder, "store"), recursive: true);

        await Should.ThrowAsync<IOException>(() => storage.Store.CommitAsync(Guid.NewGuid(), Creates(Intent("a")), CancellationToken.None));
        storage.Store.Backend.ShouldBe("file");
        (await Health(storage)).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Theory]
    [InlineData("Backend", "mongo", "mongo")]
    [InlineData("Backend", "file", "needs a folder")]
    [InlineData("Bakend", "file", "did you mean 'Intents:Graph:Backend'")]
    [InlineData("LargestRestoreMegabytes", "0", "between 1 and 1024")]
    public void Wrong_settings_stop_the_process(string key, string value, string said) =>
        Should.Throw<SettingsException>(() => new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create($"Intents:Graph:{key}", (string?)value)]).Build().Require<GraphStorageSettings>("Intents:Graph"))
            .Message.ShouldContain(said);

    private GraphStorageSettings Settings(string backend) => new() { Backend = GraphWords.Parse<GraphBackend>(backend), Folder = Path.Combine(_folder, "store") };

    private GraphStorage Open(GraphStorageSettings settings) => GraphStorage.Open(settings, host.Database, new FactLog(), NullLogger<GraphStorage>.Instance);

    private static async Task<(HealthStatus Status, string Text)> Health(GraphStorage storage)
    {
        var result = await new GraphStorageCheck(storage).CheckHealthAsync(new HealthCheckContext(), CancellationToken.None);
        return (result.Status, result.Description!);
    }
}
