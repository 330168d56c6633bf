// ./dev bench NAME [--json FILE]: measures one thing beside its floor, in one run on one machine.
using IntentEngine.Bench;

var benches = new Dictionary<string, Func<IReadOnlyList<string>, Task<IReadOnlyList<Figure>>>>
{
    ["w1"] = GatedSteps.Run,
    ["gates"] = GateRefusals.Run,
    ["router"] = RouterThroughput.Run,
    ["startup"] = Startup.Run,
    ["graph"] = GraphStores.Run,
    ["rtfs"] = RtfsJudging.Run,
    ["similar"] = IntentEngine.Bench.Similarity.SimilarFailuresSpeed.Run,
    ["intents"] = IntentEngine.Bench.Intents.IntentLogSpeed.Run,
    ["ingest"] = IntentEngine.Bench.Ingest.IngestThroughput.Run,
    ["lineage"] = IntentEngine.Bench.Lineage.LineageSpeed.Run,
    ["openlineage"] = IntentEngine.Bench.OpenLineage.OpenLineageSpeed.Run,
};
var name = args.FirstOrDefault(a => !a.StartsWith('-'));
if (name is null || !benches.TryGetValue(name, out var bench))
{
    Console.Error.WriteLine($"Usage: bench NAME [--json FILE] [--key value …]; NAME is one of {string.Join(", ", benches.Keys)}; came '{name}'.");
    return 2;
}

var figures = await bench(args);
Report.Print(name, figures);
if (Array.IndexOf(args, "--json") is var at and >= 0 && at + 1 < args.Length) await Report.WriteJson(args[at + 1], name, figures);
return 0;
