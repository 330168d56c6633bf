using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;
using IntentEngine.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Intents.Artifacts.Registry;

public sealed class RetoldArtifactsTests(IntentsHost host)
{
    private readonly Library _library = new(host);

    [Fact]
    public async Task What_an_in_memory_queue_may_have_lost_is_told_again()
    {
        var id = await _library.Have("?save=false");
        await _library.Save(id);
        await _library.Told(2);
        using var retold = new RetoldArtifacts(host.Database, new MessagingOptions(), TimeProvider.System, NullLogger<RetoldArtifacts>.Instance);

        (await retold.TellAsync(CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(1);

        var again = (await _library.Told(3)).OfType<ArtifactRegistered>().MaxBy(fact => fact.Artifact.Version)!.Artifact;
        (again.ArtifactId, again.Version, again.LifecycleState).ShouldBe((id, 2, ArtifactState.Ready));
    }

    [Fact]
    public async Task A_broker_keeps_facts_so_nothing_is_told_twice()
    {
        await _library.Have();
        await _library.Told(1);
        using var retold = new RetoldArtifacts(host.Database, new MessagingOptions { Transport = "rabbitmq" }, TimeProvider.System, NullLogger<RetoldArtifacts>.Instance);

        await retold.StartAsync(CancellationToken.None);
        await retold.ExecuteTask!;

        await _library.Organization.Settle();
        (await _library.Told(1)).Count.ShouldBe(1);
    }
}
