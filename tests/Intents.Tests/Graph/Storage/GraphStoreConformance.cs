using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>What every backend must do alike, a file for each capability. Each test takes an organization of its own.</summary>
public abstract partial class GraphStoreConformance
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The organization of this test.</summary>
    protected Guid Organization { get; } = Guid.NewGuid();

    /// <summary>Steps of a long way. More than a thousand: PostgreSQL then walks another way.</summary>
    protected virtual int LongWay => 1200;

    /// <summary>The backend under test, opened.</summary>
    private protected abstract IGraphStore Store { get; }

    /// <summary>Facts that reached whoever listens, for one organization.</summary>
    private protected abstract Task<IReadOnlyList<IntentReady>> Facts(Guid organization);

    private protected Task Commit(GraphChanges changes) => Store.CommitAsync(Organization, changes, Cancel);

    private protected async Task<string[]> Ids(GraphFilter? filter = null) => [.. (await Store.ListAsync(Organization, filter ?? new GraphFilter(), Cancel)).Select(i => i.IntentId)];

    /// <summary>All that is stored of this organization, as one text.</summary>
    private protected async Task<string> Everything() => Text(await Store.ExportAsync(Organization, Cancel)) + Text(await Store.ExportHistoryAsync(Organization, Cancel));

    private protected static string Text(object value) => GraphDigest.Text(value);

    private async Task<(GraphConflict Conflict, string Id)> Refused(GraphChanges changes)
    {
        var refused = await Should.ThrowAsync<GraphConflictException>(() => Commit(changes));
        refused.Message.ShouldNotBeEmpty();
        return (refused.Conflict, refused.Id);
    }

    private async Task<string[]> Edges(params string[] ids) => [.. (await Store.EdgesOfAsync(Organization, ids, Cancel)).Select(e => $"{e.From} {JsonSerializer.Serialize(e.EdgeType, ContractJson.Options).Trim('"')} {e.To}")];

    private IntentReady Ready(string id) => new() { OrganizationId = Organization, IntentId = id, IntentType = "graph" };
}
