using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph;

/// <summary>Any graph that keeps the rules: up to a dozen intents with texts of all sorts, edges of all types, no cycles.</summary>
internal static class GraphGenerator
{
    private static readonly Gen<string> Text = Gen.Elements("", "plain", "a \"b\" \\ c", "line\nbreak\ttab", "Ünïcødé 😀", "(intent \"x\" :goal 5)", "null", "%_'", "\u2028</script>", new string('x', 300));

    private static readonly Gen<IReadOnlyDictionary<string, string>> Texts = Gen.Zip(Gen.Elements("a", "B", "ä", "max_cost", ""), Text).ListOf()
        .Select(pairs => (IReadOnlyDictionary<string, string>)pairs.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2));

    private static readonly Gen<DateTimeOffset> Instant = Gen.Choose(0, int.MaxValue).Select(n => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(n * 12345L));

    public static Gen<GraphContent> Content { get; } =
        from ids in Gen.SubListOf("a", "b", "c", "d", "e", "ö", "with space", "quote\"", "back\\slash", "😀", "a -> b", new string('i', 200))
        from intents in Gen.CollectToList(ids, Intent)
        from edges in ids.Count < 2 ? Gen.Constant(new List<IntentEdge>()) : Edge([.. ids]).ListOf().Select(all => all.DistinctBy(EdgeKey.Of).ToList())
        select new GraphContent([.. intents.Select(StoredForm.Of)], edges);

    private static Gen<StorableIntent> Intent(string id) =>
        from texts in Text.ArrayOf(6)
        from dictionaries in Texts.ArrayOf(4)
        from instants in Instant.ArrayOf(3)
        from status in Gen.Elements(Enum.GetValues<GraphStatus>())
        from trigger in Gen.Elements(Enum.GetValues<TriggerSource>())
        from priority in Gen.Elements(0u, 1u, uint.MaxValue)
        from version in Gen.Choose(1, 1000)
        from bare in Gen.Elements(true, false)
        select new StorableIntent
        {
            IntentId = id,
            Name = bare ? null : texts[0],
            SessionId = bare ? null : texts[1],
            OriginalRequest = texts[2],
            RtfsIntentSource = texts[3],
            Goal = $"goal {texts[4]}",
            Constraints = dictionaries[0],
            Preferences = dictionaries[1],
            SuccessCriteria = bare ? null : texts[5],
            ParentIntent = bare ? null : "elsewhere",
            TriggeredBy = trigger,
            GenerationContext = new GenerationContext { GenerationTimestamp = instants[0], InputContext = dictionaries[2], ReasoningTrace = bare ? null : texts[0] },
            Status = status,
            Priority = priority,
            CreatedAt = instants[1],
            UpdatedAt = instants[2],
            Metadata = dictionaries[3],
            Version = version,
        };

    // From later to earlier alone, so that nothing closes a cycle.
    private static Gen<IntentEdge> Edge(string[] ids) =>
        from to in Gen.Choose(0, ids.Length - 2)
        from step in Gen.Choose(1, ids.Length - 1 - to)
        from type in Gen.Elements(Enum.GetValues<EdgeType>())
        from weight in Gen.Elements<double?>(null, 0, 0.1, 1.0 / 3, 1)
        from metadata in Texts
        select new IntentEdge { From = ids[to + step], To = ids[to], EdgeType = type, Weight = weight, Metadata = metadata };
}
