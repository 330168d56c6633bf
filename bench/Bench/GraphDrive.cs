using System.Diagnostics;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Bench;

/// <summary>Fills a store with trees of a hundred intents, each with its subgoal, dependency and loose edges, then reads and writes at random places.</summary>
internal static class GraphDrive
{
    private const int Tree = 100;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<Figure>> Measure(string name, IGraphStore store, int intents, int operations, double? readFloor, double writeFloor, Func<Task>? filled = null)
    {
        var organization = Guid.NewGuid();
        var content = Content(intents);
        var fill = Stopwatch.StartNew();
        await store.ReplaceAsync(organization, content, new GraphChanges(), CancellationToken.None);
        fill.Stop();
        if (filled is not null) await filled();

        var random = new Random(7);
        string Any() => $"intent-{random.Next(intents):000000}";
        async Task Find() => await store.FindAsync(organization, [Any()], CancellationToken.None);
        async Task Edges() => await store.EdgesOfAsync(organization, [Any()], CancellationToken.None);
        async Task Page() => await store.ListAsync(organization, new GraphFilter { Statuses = [GraphStatus.Active], Limit = 50, After = (Start.AddSeconds(random.Next(intents)), "") }, CancellationToken.None);
        async Task Update()
        {
            var intent = (await store.FindAsync(organization, [Any()], CancellationToken.None)).Values.Single();
            await Changed(intent);
        }

        var added = 0;
        async Task Add()
        {
            var intent = Intent($"added-{added:000000}", Start.AddDays(400).AddSeconds(added++));
            var parent = Any();
            IntentEdge[] edges = [Edge(intent.IntentId, parent, EdgeType.IsSubgoalOf), Edge(intent.IntentId, Any(), EdgeType.DependsOn), Edge(intent.IntentId, Any(), EdgeType.RelatedTo)];
            await store.CommitAsync(organization, new GraphChanges { Creates = [intent], Edges = [.. edges.DistinctBy(e => (e.To, e.EdgeType))], History = [Line(intent, 1)] }, CancellationToken.None);
        }

        // Between two that are there: the check for cycles has to look.
        async Task Link()
        {
            var root = random.Next(intents / Tree) * Tree;
            var (from, to) = (root + random.Next(Tree / 2, Tree), root + random.Next(1, Tree / 2));
            await store.CommitAsync(organization, new GraphChanges { Edges = [Edge($"intent-{from:000000}", $"intent-{to:000000}", EdgeType.DependsOn)] }, CancellationToken.None);
        }

        Task Changed(StorableIntent intent) => store.CommitAsync(organization, new GraphChanges { Updates = [intent with { Version = intent.Version + 1, Status = GraphStatus.Executing, UpdatedAt = Start.AddDays(500) }], History = [Line(intent, intent.Version + 1)] }, CancellationToken.None);

        return
        [
            new($"{name}: filled in one transaction", fill.Elapsed.TotalSeconds, "s"),
            .. await Times($"{name}: read one intent", Find, operations, readFloor),
            .. await Times($"{name}: read the edges of an intent", Edges, operations, readFloor),
            .. await Times($"{name}: list a page of 50 by status", Page, operations, readFloor),
            .. await Times($"{name}: read and change one with history", Update, operations, writeFloor),
            .. await Times($"{name}: add one with 3 edges", Add, operations, writeFloor),
            .. await Times($"{name}: add a dependency, checked for cycles", Link, operations, writeFloor),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> Times(string name, Func<Task> operation, int count, double? floor)
    {
        for (var i = 0; i < 50; i++) await operation();
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await operation();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        var p99 = Percentiles.At(times, 0.99);
        return [new($"{name}, p50", Percentiles.At(times, 0.5), "ms"), floor is { } least ? Figure.Against($"{name}, p99", p99, "ms", least) : new Figure($"{name}, p99", p99, "ms")];
    }

    private static GraphContent Content(int intents)
    {
        var random = new Random(1);
        var edges = new List<IntentEdge>(intents * 3);
        for (var i = 0; i < intents; i++)
        {
            var (root, place) = (i - i % Tree, i % Tree);
            string Of(int n) => $"intent-{n:000000}";
            if (place > 0) edges.Add(Edge(Of(i), Of(root + (place - 1) / 4), EdgeType.IsSubgoalOf));
            if (place > 1) edges.Add(Edge(Of(i), Of(root + random.Next(1, place)), EdgeType.DependsOn));
            foreach (var type in place == 0 ? new[] { EdgeType.RelatedTo, EdgeType.Enables, EdgeType.Blocks } : place == 1 ? [EdgeType.RelatedTo, EdgeType.Enables] : [EdgeType.RelatedTo])
                edges.Add(Edge(Of(i), Of((i + 1 + random.Next(intents - 1)) % intents), type));
        }

        return new GraphContent([.. Enumerable.Range(0, intents).Select(i => Intent($"intent-{i:000000}", Start.AddSeconds(i)))], edges);
    }

    private static StorableIntent Intent(string id, DateTimeOffset at) => new()
    {
        IntentId = id,
        Name = $"name-{id}",
        OriginalRequest = "Write an article about the best CRM software for small teams and publish it before Friday",
        Goal = "Publish an article about CRM software for small teams",
        Constraints = new Dictionary<string, string> { ["max_cost"] = "(< cost 10.0)", ["deadline"] = "(<= days 5)" },
        Preferences = new Dictionary<string, string> { ["tone"] = ":friendly" },
        SuccessCriteria = "(and (= status :published) (> words 800))",
        GenerationContext = new GenerationContext { GenerationTimestamp = at, InputContext = new Dictionary<string, string> { ["source"] = "bench" } },
        CreatedAt = at,
        UpdatedAt = at,
        Metadata = new Dictionary<string, string> { ["team"] = "blue" },
    };

    private static IntentEdge Edge(string from, string to, EdgeType type) => new() { From = from, To = to, EdgeType = type, Weight = 0.5 };

    private static StatusChange Line(StorableIntent intent, int version) => new()
    {
        IntentId = intent.IntentId,
        Version = version,
        Action = version == 1 ? "IntentCreated" : "IntentStatusChanged",
        From = version == 1 ? null : intent.Status,
        To = GraphStatus.Executing,
        Reason = "bench",
        Actor = "bench",
        At = intent.UpdatedAt,
    };
}
