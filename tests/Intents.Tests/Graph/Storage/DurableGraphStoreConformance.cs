using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Graph.Model;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>What every backend must do that keeps its content in a folder.</summary>
public abstract class DurableGraphStoreConformance : GraphStoreConformance, IDisposable
{
    private readonly FactLog _facts = new();
    private IGraphStore? _store;

    /// <summary>A folder of this test's own.</summary>
    protected string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("graph-").FullName, "store");

    private protected override IGraphStore Store => _store ??= Open(_facts);

    private protected abstract IGraphStore Open(IGraphFacts facts);

    private protected override Task<IReadOnlyList<IntentReady>> Facts(Guid organization) => Task.FromResult(_facts.Of(organization));

    public void Dispose()
    {
        Close();
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task All_is_there_after_closing_and_opening_again()
    {
        var a = Intent("a");
        await Commit(Creates(a, Full("full"), Intent("gone")) with { Edges = [Edge("a", "full", weight: 0.5), Edge("gone", "a")] });
        await Commit(new GraphChanges { Updates = [a.Next(GraphStatus.Executing)], Deletes = ["gone"], Edges = [Edge("full", "a", EdgeType.Enables)] });
        await Commit(new GraphChanges { RemovedEdges = [Edge("a", "full")] });
        var before = await Everything();

        Close();

        (await Everything()).ShouldBe(before);
        await Commit(new GraphChanges { Updates = [a.Next(GraphStatus.Executing).Next(GraphStatus.Failed)] });
        (await Store.OrganizationsAsync(TestContext.Current.CancellationToken)).ShouldBe([Organization]);
    }

    [Fact]
    public async Task A_replacement_is_there_after_opening_again_and_so_is_what_followed()
    {
        await Commit(Creates(Intent("old")));
        await Store.ReplaceAsync(Organization, new GraphContent([Full("new")], []), new GraphChanges { History = [Created(Intent("new"))] }, TestContext.Current.CancellationToken);
        await Commit(Creates(Intent("later")));
        var before = await Everything();

        Close();

        (await Everything()).ShouldBe(before);
        (await Ids()).ShouldBe(["new", "later"], ignoreOrder: true);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_with_the_reason()
    {
        File.WriteAllText(Folder, "a file is in the way");

        Should.Throw<GraphStorageException>(() => Open(_facts)).Message.ShouldContain(Folder);
        File.ReadAllText(Folder).ShouldBe("a file is in the way");
        File.Delete(Folder);
    }

    /// <summary>Closes the store; the next use opens it again.</summary>
    private protected void Close()
    {
        (_store as IDisposable)?.Dispose();
        _store = null;
    }
}
