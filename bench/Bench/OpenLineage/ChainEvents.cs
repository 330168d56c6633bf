using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IntentEngine.Bench.OpenLineage;

/// <summary>Events of an installation: chains of 250 jobs, each reading what the one before it wrote, among many that have nothing to do with each other.</summary>
/// <remarks>Every dataset tells a schema of ten columns, so an event is 2.4 KB, as those of Spark and dbt are at the least.</remarks>
internal static class ChainEvents
{
    public const int Links = 250;
    public const string Namespace = "bench";

    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly object Schema = new
    {
        _producer = "https://example.com/bench",
        _schemaURL = "https://openlineage.io/spec/facets/1-1-1/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet",
        fields = Enumerable.Range(0, 10).Select(i => new { name = $"column_{i}", type = "VARCHAR", description = "What it holds." }).ToArray(),
    };

    /// <summary>How many chains an installation of so many jobs has: half of the first 2,000 jobs, a tenth of many.</summary>
    public static int Chains(int jobs) => jobs <= 2_000 ? jobs / 2 / Links : jobs / 10 / Links;

    /// <summary>The name of a job of a chain.</summary>
    public static string Job(int chain, int link) => string.Create(CultureInfo.InvariantCulture, $"chain_{chain}.step_{link}");

    /// <summary>The name of a dataset of a chain: what its job of that number reads, and the one before writes.</summary>
    public static string Dataset(int chain, int link) => string.Create(CultureInfo.InvariantCulture, $"chain_{chain}/table_{link}");

    /// <summary>The run of a job of a chain.</summary>
    public static string Run(int chain, int link) => new Guid(chain + 1, 0, 0, [.. BitConverter.GetBytes((long)link)]).ToString();

    /// <summary>One event for each job of the installation.</summary>
    public static IEnumerable<string> Installation(int jobs)
    {
        var chains = Chains(jobs);
        for (var chain = 0; chain < chains; chain++)
            for (var link = 0; link < Links; link++)
                yield return Event(Job(chain, link), Run(chain, link), Dataset(chain, link), Dataset(chain, link + 1), Start.AddMinutes(link));
        for (var alone = chains * Links; alone < jobs; alone++) yield return Alone("alone", alone);
    }

    /// <summary>An event of a job of its own.</summary>
    public static string Alone(string kind, int number) => Event(
        string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}.task"), Guid.NewGuid().ToString(),
        string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}/from"), string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}/to"), Start.AddSeconds(number));

    /// <summary>A list of events as a body.</summary>
    public static StringContent Body(IEnumerable<string> events) => new($"[{string.Join(',', events)}]", Encoding.UTF8, "application/json");

    private static string Event(string job, string run, string reads, string writes, DateTime at) => JsonSerializer.Serialize(new
    {
        eventType = "COMPLETE",
        eventTime = at,
        producer = "https://example.com/bench",
        schemaURL = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        run = new { runId = run },
        job = new { @namespace = Namespace, name = job },
        inputs = new[] { new { @namespace = Namespace, name = reads, facets = new { schema = Schema } } },
        outputs = new[] { new { @namespace = Namespace, name = writes, facets = new { schema = Schema } } },
    });
}
