using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.OpenLineage.Runs;

public sealed class RunInputsPropertyTests(LineageHost host)
{
    private static readonly string?[] Versions = [null, null, "v1", "v2"];

    /// <summary>A run as it is told: moments of START and of COMPLETE, which may be missing or the wrong way round, and what it read and wrote under which version.</summary>
    private sealed record Span(string Id, int? Start, int? End, (string Dataset, string? Version)[] Reads, (string Dataset, string? Version)[] Writes)
    {
        public int Began => Start ?? End ?? 0;

        public int Ended => Math.Max(End ?? Start ?? 0, Began);
    }

    [Fact]
    public async Task Who_had_written_what_was_read_is_who_the_rules_say_and_the_way_down_is_the_way_up_turned_round()
    {
        var told = Gen.ListOf(
            from start in Gen.Choose(-3, 9)
            from end in Gen.Choose(-3, 9)
            from reads in Uses
            from writes in Uses
            select (start, end, reads, writes), 14);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15).WithReplay(77, 5), Prop.ForAll(told.ToArbitrary(), spans =>
        {
            Span[] runs = [.. spans.Select((s, i) => new Span(RunEvent.Run($"run{i}"), s.start < 0 ? null : s.start, s.start < 0 ? Math.Abs(s.end) : s.end < 0 ? null : s.end, s.reads, s.writes))];
            AgreesAsync(runs).GetAwaiter().GetResult();
        }));
        await Task.CompletedTask;
    }

    private static Gen<(string, string?)[]> Uses =>
        from names in Gen.SubListOf("a", "b", "c")
        from versions in Gen.ListOf(Gen.Elements(Versions), 3)
        select names.Zip(versions, (name, version) => (name, version)).ToArray();

    private async Task AgreesAsync(Span[] runs)
    {
        var client = Client.Of(host);
        await client.RecordAsync(runs.SelectMany(Events));
        var inputs = await host.Service<RunInputs>().OfAsync(client.Organization.Id, [.. runs.Select(r => r.Id)], 10_000, CancellationToken.None);

        inputs.Select(i => (i.RunId, i.Dataset.Name, i.Writer)).ShouldBe(runs.SelectMany(r => r.Reads.Select(use => (r.Id, use.Dataset, WriterOf(runs, r, use)))), ignoreOrder: true);
        foreach (var run in runs)
        {
            var below = (await client.GetAsync($"/api/v1/runlineage/downstream?depth=1&runId={run.Id}"))["runs"]!.AsArray().Select(entry => entry!["run"]!["id"]!.GetValue<string>());
            below.ShouldBe(inputs.Where(i => i.Writer == run.Id).Select(i => i.RunId).Append(run.Id).Distinct(), ignoreOrder: true);
        }
    }

    // The named version's; else the last that had ended when the reader began; else the last that began before the reader ended.
    private static string? WriterOf(Span[] runs, Span reader, (string Dataset, string? Version) use)
    {
        var writers = runs.Where(r => r.Id != reader.Id && r.Began <= reader.Ended).SelectMany(r => r.Writes.Where(w => w.Dataset == use.Dataset).Select(w => (Run: r, w.Version)));
        return writers
            .OrderByDescending(w => use.Version is not null && w.Version == use.Version).ThenByDescending(w => w.Run.Ended <= reader.Began)
            .ThenByDescending(w => w.Run.Ended).ThenByDescending(w => w.Run.Began).ThenByDescending(w => w.Run.Id, StringComparer.Ordinal)
            .Select(w => w.Run.Id).FirstOrDefault();
    }

    private static IEnumerable<string> Events(Span run)
    {
        if (run.Start is { } start) yield return Event(run, "START", start);
        if (run.End is { } end) yield return Event(run, "COMPLETE", end);
    }

    private static string Event(Span run, string type, int at)
    {
        var told = JsonNode.Parse(new RunEvent("job", run.Id, type, at))!;
        told["inputs"] = Datasets(run.Reads);
        told["outputs"] = Datasets(run.Writes);
        return told.ToJsonString();

        static JsonArray Datasets((string Dataset, string? Version)[] uses) => [.. uses.Select(use => new JsonObject
        {
            ["namespace"] = "data",
            ["name"] = use.Dataset,
            ["facets"] = use.Version is null ? null : new JsonObject { ["version"] = new JsonObject { ["datasetVersion"] = use.Version } },
        })];
    }
}
