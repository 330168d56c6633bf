using System.Text;
using System.Text.Json.Nodes;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;
using Shouldly;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>Mutations of the fixtures, always the same ones: each is taken or refused, and whatever was taken is whole.</summary>
public sealed class FuzzTests(LineageHost host)
{
    private const int Mutations = 10_000;

    private static readonly string[] Seeds =
    [
        .. new[] { "events-valid", "events-lenient", "events-invalid", "scenarios/simple_run_event" }.SelectMany(Fixture.Events).Where(text => text.Length < 20_000),
        Fixture.Text("scenarios/CLL/3.json"),
    ];

    [Fact]
    public async Task Ten_thousand_mutated_events_are_each_taken_whole_or_refused()
    {
        var client = Client.Of(host);
        var store = host.Service<EventStore>();
        var random = new Random(20260101);
        var (taken, refused) = (new HashSet<string>(), 0);
        var waiting = new List<LineageEvent>();
        for (var i = 0; i < Mutations; i++)
        {
            var body = Mutation.Of(Seeds[i % Seeds.Length], random);
            try
            {
                var told = EventReader.Read(body);
                waiting.Add(told);
                taken.Add(Convert.ToHexString(told.Hash));
            }
            catch (EventRefusedException refusal)
            {
                refused++;
                refusal.Refusal.Status.ShouldBeOneOf(400, 422);
            }

            if (waiting.Count < 200 && i < Mutations - 1) continue;
            // What was read can be stored: nothing is left for the database to refuse.
            await store.RecordAsync(client.Organization.Id, waiting, TestContext.Current.CancellationToken);
            waiting.Clear();
        }

        taken.Count.ShouldBeGreaterThan(1000);
        refused.ShouldBeGreaterThan(1000);
        (await client.Organization.ScalarAsync<long>("select count(*) from openlineage_events")).ShouldBe(taken.Count);
        (await client.Organization.ScalarAsync<string>(HalfWritten)).ShouldBe("");
        (await client.GetAsync("/api/v1/events/lineage?limit=1000"))["totalCount"]!.GetValue<int>().ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task Mutated_events_over_http_are_never_a_fault_of_the_service()
    {
        var client = Client.Of(host);
        var random = new Random(4711);
        for (var i = 0; i < 300; i++)
        {
            using var content = new ByteArrayContent(Mutation.Of(Seeds[i % Seeds.Length], random));
            var (status, body) = await client.PostAsync(content);
            ((int)status).ShouldBeOneOf([201, 400, 422], $"{status} {body}");
        }

        // And every node that came of it can be asked for.
        foreach (var job in (await client.GetAsync("/api/v1/jobs?limit=50"))["jobs"]!.AsArray())
            await client.GraphAsync($"job:{job!["namespace"]}:{job["name"]}", "&depth=2");
    }

    // Runs without their job, event or execution (those of parents that told nothing themselves have none); uses without run or dataset; jobs whose current datasets are not those of their newest run.
    private const string HalfWritten = """
        select concat_ws(' ',
            (select 'run ' || run_id from openlineage_runs r where not declared and not exists (select from openlineage_jobs j where j.job_id = r.job_id) limit 1),
            (select 'event ' || run_id from openlineage_events e where kind = 'run' and not exists (select from openlineage_runs r where r.run_id = e.run_id) limit 1),
            (select 'execution ' || run_id from openlineage_runs r where not declared and r.doc ->> 'Events' <> '0' and not exists (select from executions x where x.execution_id = r.run_id) limit 1),
            (select 'use ' || run_id from openlineage_io i where not exists (select from openlineage_runs r where r.run_id = i.run_id and r.has_io) limit 1),
            (select 'dataset ' || run_id from openlineage_io i where not exists (select from openlineage_datasets d where d.dataset_id = i.dataset_id) limit 1),
            (select 'current ' || j.name from openlineage_jobs j
             cross join lateral (select r.run_id from openlineage_runs r where r.job_id = j.job_id and r.has_io order by r.ordered_at desc, r.run_id desc limit 1) newest
             where (select array_agg((io, dataset_id) order by io, dataset_id) from openlineage_io i where i.run_id = newest.run_id)
                   is distinct from (select array_agg((io, dataset_id) order by io, dataset_id) from openlineage_job_io x where x.job_id = j.job_id) limit 1))
        """;

    /// <summary>One change of one event.</summary>
    private static class Mutation
    {
        private static readonly string[] Values =
        [
            "null", "true", "0", "-1", "1e999", "[]", "{}", "\"\"", "\" \"", "\"\\u0000\"", "\"🕷\"", "\"\\ud800\"", "\"9999-12-31T23:59:59Z\"", "\"0000-00-00T99:99:99\"",
            "\"2026-02-30T00:00:00Z\"", "\"2026-01-01T00:00:00+99:99\"", "\"RunEvent\"", "\"COMPLETE\"", "\"DROP TABLE x; --\"", "[[[[[]]]]]", "123456789012345678901234567890.5",
        ];

        public static byte[] Of(string seed, Random random) => random.Next(4) switch
        {
            0 => Bytes(seed, random),
            _ => Encoding.UTF8.GetBytes(Member(JsonNode.Parse(seed)!, random)),
        };

        /// <summary>Takes a member away, or gives it another value, twice sometimes.</summary>
        private static string Member(JsonNode root, Random random)
        {
            for (var times = random.Next(1, 3); times > 0; times--)
            {
                var places = new List<(JsonObject Parent, string Key)>();
                Collect(root, places);
                if (places.Count == 0) break;
                var (parent, key) = places[random.Next(places.Count)];
                var marker = $"mutated-{random.Next()}";
                if (random.Next(4) == 0) parent.Remove(key);
                else parent[key] = marker;
                root = Parsed(root.ToJsonString().Replace($"\"{marker}\"", random.Next(8) == 0 ? $"\"{new string('x', random.Next(1, 5000))}\"" : Values[random.Next(Values.Length)], StringComparison.Ordinal), out var text);
                if (text is not null) return text;
            }

            return root.ToJsonString();
        }

        // A value such as 1e999 or half a surrogate pair cannot be a node; the text can be sent all the same.
        private static JsonNode Parsed(string text, out string? unreadable)
        {
            unreadable = text.Contains("1e999", StringComparison.Ordinal) || text.Contains("\\ud800", StringComparison.OrdinalIgnoreCase) ? text : null;
            return unreadable is null ? JsonNode.Parse(text)! : new JsonObject();
        }

        private static void Collect(JsonNode? node, List<(JsonObject, string)> places)
        {
            if (node is JsonObject members)
                foreach (var (key, value) in members)
                {
                    places.Add((members, key));
                    Collect(value, places);
                }
            else if (node is JsonArray items)
                foreach (var item in items) Collect(item, places);
        }

        /// <summary>Changes, inserts or cuts bytes, whatever they are.</summary>
        private static byte[] Bytes(string seed, Random random)
        {
            var bytes = Encoding.UTF8.GetBytes(seed);
            var at = random.Next(bytes.Length);
            switch (random.Next(3))
            {
                case 0: return bytes[..at];
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    return bytes;
                default: return [.. bytes[..at], .. bytes[(at / 2)..at], .. bytes[at..]];
            }
        }
    }
}
