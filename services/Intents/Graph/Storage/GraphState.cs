using System.Runtime.InteropServices;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>One organization's graph in memory, with what makes its reads fast. Knows no file and no lock; what it is asked to apply was checked before.</summary>
internal sealed class GraphState : IGraphView
{
    private readonly Dictionary<string, StorableIntent> _intents = [];
    private readonly SortedSet<(DateTimeOffset CreatedAt, string IntentId)> _newest = new(GraphOrder.Newest);
    private readonly Dictionary<EdgeKey, IntentEdge> _edges = [];
    private readonly Dictionary<string, HashSet<EdgeKey>> _edgesOf = [];
    private readonly Dictionary<string, List<StatusChange>> _historyOf = [];
    private readonly List<StatusChange> _history = [];

    /// <summary>Whether there has never been anything.</summary>
    public bool IsEmpty => _intents.Count == 0 && _history.Count == 0;

    public StorableIntent? Find(string id) => _intents.GetValueOrDefault(id);

    public IReadOnlyList<StorableIntent> List(GraphFilter filter)
    {
        var places = filter.After is { } after && _newest.Count > 0 && GraphOrder.Newest.Compare(after, _newest.Max) < 0
            ? _newest.GetViewBetween(after, _newest.Max).SkipWhile(place => GraphOrder.Newest.Compare(place, after) == 0)
            : filter.After is null ? _newest : Enumerable.Empty<(DateTimeOffset CreatedAt, string IntentId)>();
        return [.. places.Select(place => _intents[place.IntentId]).Where(filter.Matches).Take(filter.Limit ?? int.MaxValue)];
    }

    public IReadOnlyList<IntentEdge> EdgesOf(IReadOnlyCollection<string> ids) =>
        [.. ids.SelectMany(KeysOf).Distinct().Select(key => _edges[key]).Order(GraphOrder.Edges)];

    public IReadOnlyList<StatusChange> HistoryOf(string id) => _historyOf.TryGetValue(id, out var history) ? [.. history] : [];

    public IReadOnlyList<StatusChange> History() => [.. _history];

    public GraphContent Export() => new([.. _newest.Select(place => _intents[place.IntentId])], [.. _edges.Values.Order(GraphOrder.Edges)]);

    public IReadOnlyCollection<EdgeKey> KeysOf(string id) => _edgesOf.TryGetValue(id, out var keys) ? keys : [];

    public void Apply(GraphChanges changes)
    {
        foreach (var id in changes.Deletes) Remove(id);
        foreach (var intent in changes.Creates) Put(intent);
        foreach (var intent in changes.Updates) Put(intent);
        foreach (var edge in changes.RemovedEdges) Remove(EdgeKey.Of(edge));
        foreach (var edge in changes.Edges) Put(edge);
        foreach (var change in changes.History) Note(change);
    }

    public void Replace(GraphContent content, IEnumerable<StatusChange> history)
    {
        _intents.Clear();
        _newest.Clear();
        _edges.Clear();
        _edgesOf.Clear();
        foreach (var intent in content.Intents) Put(intent);
        foreach (var edge in content.Edges) Put(edge);
        foreach (var change in history) Note(change);
    }

    private void Put(StorableIntent intent)
    {
        if (_intents.TryGetValue(intent.IntentId, out var before)) _newest.Remove(GraphOrder.PlaceOf(before));
        _intents[intent.IntentId] = intent;
        _newest.Add(GraphOrder.PlaceOf(intent));
    }

    private void Put(IntentEdge edge)
    {
        var key = EdgeKey.Of(edge);
        _edges[key] = edge;
        Ends(key.From).Add(key);
        Ends(key.To).Add(key);
    }

    private void Remove(string id)
    {
        if (!_intents.Remove(id, out var before)) return;
        _newest.Remove(GraphOrder.PlaceOf(before));
        foreach (var key in KeysOf(id).ToList()) Remove(key);
        _edgesOf.Remove(id);
    }

    private void Remove(EdgeKey key)
    {
        if (!_edges.Remove(key)) return;
        Ends(key.From).Remove(key);
        Ends(key.To).Remove(key);
    }

    private void Note(StatusChange change)
    {
        _history.Add(change);
        (CollectionsMarshal.GetValueRefOrAddDefault(_historyOf, change.IntentId, out _) ??= []).Add(change);
    }

    private HashSet<EdgeKey> Ends(string id) => CollectionsMarshal.GetValueRefOrAddDefault(_edgesOf, id, out _) ??= [];
}
