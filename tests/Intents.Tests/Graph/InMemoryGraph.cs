using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Editing;
using IntentEngine.Intents.Graph.Following;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Search;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Memory;
using IntentEngine.Intents.Graph.Subgraphs;
using IntentEngine.Intents.Graph.Traversal;
using IntentEngine.Intents.Graph.Views;
using IntentEngine.Support;

namespace IntentEngine.Intents.Graph;

/// <summary>The whole graph over the in-memory backend, for one organization.</summary>
internal sealed class InMemoryGraph
{
    public InMemoryGraph(GraphSettings? settings = null)
    {
        Settings = settings ?? new GraphSettings();
        Store = new MemoryGraphStore(Facts);
        Writer = new GraphWriter(Store, (_, _) => Task.CompletedTask, Clock);
        Gate = new StartGate(Store);
        Changes = new StatusChanges(Writer, Store, Gate);
        Creation = new GraphCreation(Writer, Store);
        Editing = new GraphEditing(Writer, Store);
        Edges = new EdgeChanges(Writer, Store);
        Policy = new ParentPolicy(Store, Changes, Gate, Settings);
        Walk = new GraphWalk(Store);
        Traversal = new GraphTraversal(Store, Walk);
        Subgraphs = new SubgraphCollection(Store, Walk, Clock);
        Restore = new SubgraphRestore(Writer, Store);
        Scan = new GraphScan(Store);
        Search = new RelevanceSearch(Store, Scan);
        Views = new GraphViews(Store, Walk, Search, Clock);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public FakeClock Clock { get; } = new(GraphSample.Start.AddDays(1));

    public SentFacts Facts { get; } = new();

    public GraphSettings Settings { get; }

    public MemoryGraphStore Store { get; }

    public GraphWriter Writer { get; }

    public StartGate Gate { get; }

    public StatusChanges Changes { get; }

    public GraphCreation Creation { get; }

    public GraphEditing Editing { get; }

    public EdgeChanges Edges { get; }

    public ParentPolicy Policy { get; }

    public GraphWalk Walk { get; }

    public GraphTraversal Traversal { get; }

    public SubgraphCollection Subgraphs { get; }

    public SubgraphRestore Restore { get; }

    public GraphScan Scan { get; }

    public RelevanceSearch Search { get; }

    public GraphViews Views { get; }

    public GraphRequest Request => new() { OrganizationId = Id, Actor = "tester" };

    /// <summary>Puts intents and edges there as they are, whatever the rules say of statuses.</summary>
    public Task Plant(IEnumerable<StorableIntent> intents, params IEnumerable<IntentEdge> edges) =>
        Store.CommitAsync(Id, new GraphChanges { Creates = [.. intents], Edges = [.. edges] }, default);

    public async Task<StorableIntent> Create(string id, string? parent = null) =>
        (await Creation.Create(Request, [GraphSample.Intent(id) with { ParentIntent = parent }], [], _ => null, default)).Value![0];

    public async Task<StorableIntent> Get(string id) => (await Store.FindAsync(Id, [id], default))[id];

    public async Task<GraphStatus> StatusOf(string id) => (await Get(id)).Status;

    public Task<Outcome<StorableIntent>> Go(string id, GraphStatus to) => Changes.Transition(Request, id, to, null, default);

    public async Task<IReadOnlyList<IntentEdge>> AllEdges() => (await Store.ExportAsync(Id, default)).Edges;

    /// <summary>What one sees of everything: a change that was refused leaves it as it was.</summary>
    public async Task<string> Fingerprint()
    {
        var content = await Store.ExportAsync(Id, default);
        return $"{System.Text.Json.JsonSerializer.Serialize(content)} {(await Store.ExportHistoryAsync(Id, default)).Count} {Facts.All.Count}";
    }
}
