using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Memory;
using IntentEngine.Support;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Backup;

public sealed class BackupFormatTests
{
    private static readonly Guid Organization = Guid.NewGuid();

    [Fact]
    public void Backup_restore_backup_is_the_same_file() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(GraphGenerator.Content.ToArbitrary(), content =>
    {
        var store = new MemoryGraphStore(new FactLog());
        store.ReplaceAsync(Organization, content, new GraphChanges(), CancellationToken.None).GetAwaiter().GetResult();
        var first = Write(store.ExportAsync(Organization, CancellationToken.None).GetAwaiter().GetResult()).GetAwaiter().GetResult();
        var other = new MemoryGraphStore(new FactLog());
        var read = Read(first).GetAwaiter().GetResult();
        new GraphRestore(other, new FakeClock()).Run(Organization, read, "admin", CancellationToken.None).GetAwaiter().GetResult();
        return Write(other.ExportAsync(Organization, CancellationToken.None).GetAwaiter().GetResult()).GetAwaiter().GetResult() == first;
    }));

    [Fact]
    public async Task A_backup_has_the_parts_of_format_1_1()
    {
        var content = new GraphContent(
            [Intent("a", goal: "say \"hi\" \\ bye", name: "greet", priority: 3) with { RtfsIntentSource = "(intent \"a\")" }, Intent("b", status: GraphStatus.Failed)],
            [Edge("a", "b", weight: 1), Edge("b", "a", EdgeType.RelatedTo)]);
        var json = JsonNode.Parse(await Write(content))!.AsObject();

        json.Select(member => member.Key).ShouldBe(["version", "timestamp", "intents", "edges", "manifest", "rtfs"]);
        json["version"]!.GetValue<string>().ShouldBe("1.1");
        json["timestamp"]!.GetValue<long>().ShouldBe(Start.ToUnixTimeSeconds());
        json["manifest"]!["created_by"]!.GetValue<string>().ShouldBe("tester");
        json["intents"]!["a"]!["goal"]!.GetValue<string>().ShouldBe("say \"hi\" \\ bye");
        json["edges"]![0]!["edge_type"]!.GetValue<string>().ShouldBe("depends_on");
        json["rtfs"]!.GetValue<string>().ShouldBe(
            """(intent-graph (intents (intent {:id "a" :goal "say \"hi\" \\ bye" :status "active" :priority 3 :name "greet" :rtfs-intent "(intent \"a\")"}) (intent {:id "b" :goal "Do b" :status "failed" :priority 0})) (edges (edge {:from "a" :to "b" :type "depends_on" :weight 1.0}) (edge {:from "b" :to "a" :type "related_to"})))""");
    }

    [Fact]
    public async Task A_file_of_the_seed_with_its_spelling_and_unknown_fields_is_taken()
    {
        var backup = await Read("""
            {"version": "1.0", "timestamp": 1753800000, "colour": "blue",
             "intents": {"i1": {"intent_id": "i1", "name": null, "original_request": "q", "rtfs_intent_source": "", "goal": "g", "constraints": {"max_cost": "5"}, "preferences": {},
                "success_criteria": null, "parent_intent": null, "child_intents": ["i2"], "triggered_by": "PlanExecution",
                "generation_context": {"arbiter_version": "1.0.0", "generation_timestamp": 1753799999, "input_context": {}, "reasoning_trace": null},
                "status": "Active", "priority": 0, "created_at": 1753799999, "updated_at": 1753800000, "metadata": {"k": "v"}},
              "i2": {"intent_id": "i2", "original_request": "q", "goal": "g", "generation_context": {"generation_timestamp": 1}, "created_at": 1, "updated_at": 1}},
             "edges": [{"from": "i2", "to": "i1", "edge_type": "IsSubgoalOf", "metadata": null, "weight": null}]}
            """);

        backup.Manifest.ShouldBeNull();
        backup.Timestamp.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1753800000));
        var intent = backup.Content.Intents.Single(i => i.IntentId == "i1");
        (intent.TriggeredBy, intent.Status, intent.CreatedAt, intent.Constraints["max_cost"], intent.Version).ShouldBe((TriggerSource.PlanExecution, GraphStatus.Active, DateTimeOffset.FromUnixTimeSeconds(1753799999), "5", 1));
        var edge = backup.Content.Edges.ShouldHaveSingleItem();
        (edge.EdgeType, edge.Weight, edge.Metadata.Count).ShouldBe((EdgeType.IsSubgoalOf, null, 0));
    }

    [Theory]
    [InlineData("\"2.0\"", "came version '2.0'")]
    [InlineData("\"0.9\"", "came version '0.9'")]
    [InlineData("\"11\"", "came version '11'")]
    [InlineData("\"\"", "came version ''")]
    public async Task Another_major_version_cannot_be_restored(string version, string said) => (await Refused($$"""{"version":{{version}},"timestamp":1,"intents":{},"edges":[]}""")).ShouldBe((null, said), new Said());

    [Theory]
    [InlineData("", "$")]
    [InlineData("[]", "$")]
    [InlineData("{\"version\":\"1.1\",", "$")]
    [InlineData("{}", "version")]
    [InlineData("{\"version\":1.1}", "version")]
    [InlineData("{\"version\":\"1.1\"}", "timestamp")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":9999999999999}", "timestamp")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":1}", "intents")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":1,\"intents\":[],\"edges\":[]}", "intents")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":1,\"intents\":{}}", "edges")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":1,\"intents\":{\"a\":null},\"edges\":[]}", "intents.a")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":1,\"intents\":{},\"edges\":[{\"from\":\"a\"}]}", "edges[0]")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":1,\"intents\":{},\"edges\":[null]}", "edges[0]")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":1,\"intents\":{},\"edges\":[],\"edges\":[]}", "$")]
    [InlineData("{\"version\":\"1.1\",\"timestamp\":1,\"intents\":{},\"edges\":[],\"manifest\":5}", "manifest")]
    public async Task What_does_not_have_the_form_of_a_backup_is_refused_with_its_place(string json, string place) => (await Refused(json)).Place.ShouldBe(place);

    [Theory]
    [InlineData("intent_id", "\"b\"")]
    [InlineData("goal", "\" \"")]
    [InlineData("goal", "null")]
    [InlineData("goal", "\"a\\u0000b\"")]
    [InlineData("status", "\"done\"")]
    [InlineData("status", "1")]
    [InlineData("priority", "-1")]
    [InlineData("version", "0")]
    [InlineData("created_at", "\"yesterday\"")]
    [InlineData("metadata", "{\"a\":1}")]
    [InlineData("metadata", "{\"a\":null}")]
    [InlineData("generation_context", "null")]
    [InlineData("original_request", "null")]
    public async Task An_intent_that_breaks_a_rule_is_refused_by_its_id(string field, string value)
    {
        var json = JsonNode.Parse(await Write(new GraphContent([Intent("a")], [])))!;
        json["intents"]!["a"]![field] = JsonNode.Parse(value);

        (await Refused(json.ToJsonString())).Place.ShouldBe("intents.a");
    }

    [Fact]
    public async Task Edges_that_do_not_fit_the_intents_are_refused()
    {
        StorableIntent[] intents = [Intent("a"), Intent("b")];
        async Task<(string? Place, string Message)> Of(params IntentEdge[] edges) => await Refused(await Write(new GraphContent(intents, edges)));

        (await Of(Edge("a", "c"))).ShouldBe((null, "an intent that is not in the backup"), new Said());
        (await Of(Edge("a", "b"), Edge("a", "b", weight: 1))).ShouldBe((null, "stands there 2 times"), new Said());
        (await Of(Edge("a", "b"), Edge("b", "a", EdgeType.IsSubgoalOf))).ShouldBe((null, "cycle"), new Said());
        (await Of(Edge("a", "a", EdgeType.RelatedTo))).Place.ShouldBe("edges[0]");
        (await Of(Edge("a", "b", weight: 1.01))).Place.ShouldBe("edges[0]");
        (await Of(Edge("a", "b", weight: -0.01))).Place.ShouldBe("edges[0]");
    }

    [Fact]
    public async Task A_restore_writes_a_line_of_history_for_all_that_came_and_went()
    {
        var store = new MemoryGraphStore(new FactLog());
        await store.CommitAsync(Organization, new GraphChanges { Creates = [Intent("a"), Intent("gone")] }, CancellationToken.None);

        var removed = await new GraphRestore(store, new FakeClock()).Run(Organization, new Backup(Start, new GraphContent([Intent("a", status: GraphStatus.Failed), Intent("new")], []), null), "admin-1", CancellationToken.None);

        removed.ShouldBe(1);
        (await store.ExportHistoryAsync(Organization, CancellationToken.None)).Select(h => (h.IntentId, h.Action, h.From, h.To, h.Actor, h.Reason)).ShouldBe(
        [
            ("gone", "IntentRemoved", GraphStatus.Active, GraphStatus.Active, "admin-1", "Backup of 2026-03-01T08:00:00Z restored"),
            ("a", "IntentRestored", GraphStatus.Active, GraphStatus.Failed, "admin-1", "Backup of 2026-03-01T08:00:00Z restored"),
            ("new", "IntentRestored", null, GraphStatus.Active, "admin-1", "Backup of 2026-03-01T08:00:00Z restored"),
        ]);
    }

    private static async Task<string> Write(GraphContent content)
    {
        using var stream = new MemoryStream();
        await BackupWriter.WriteAsync(stream, new Backup(Start, content, new BackupManifest { CreatedBy = "tester" }), CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<Backup> Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return await BackupReader.ReadAsync(stream, CancellationToken.None);
    }

    private static async Task<(string? Place, string Message)> Refused(string json)
    {
        var refused = await Should.ThrowAsync<InvalidBackupException>(() => Read(json));
        return (refused.Place, refused.Message);
    }

    /// <summary>The same place, and a message that contains the expected one.</summary>
    private sealed class Said : IEqualityComparer<(string? Place, string Message)>
    {
        public bool Equals((string? Place, string Message) x, (string? Place, string Message) y) =>
            x.Place == y.Place && (x.Message.Contains(y.Message, StringComparison.Ordinal) || y.Message.Contains(x.Message, StringComparison.Ordinal));

        public int GetHashCode((string? Place, string Message) obj) => 0;
    }
}
