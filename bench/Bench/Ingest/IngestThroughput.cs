using System.Diagnostics;

namespace IntentEngine.Bench.Ingest;

/// <summary>Facts in over RabbitMQ, executions, events and their order out in PostgreSQL, beside a bare consumer that inserts as many rows.</summary>
/// <remarks>Batches of one organization go one after the other, so one organization is the worst case, and what is measured first.</remarks>
internal static class IngestThroughput
{
    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var (events, batch) = (args.Number("events", 24_000), args.Number("batch", 400));
        await using var servers = await Servers.StartAsync();
        await using var lineage = await IngestUnderTest.StartAsync(servers);
        await lineage.Ingest(events / 2, batch, organizations: 1);
        await IngestFloor.Measure(servers, "floor_warm", events / 2, batch);

        // Twice each, in turns, so that a machine whose speed drifts is noticed.
        var (floors, ones, fours, processor, floorProcessor) = (new List<double>(), new List<double>(), new List<double>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < 2; round++)
        {
            var before = CpuTime.Read(servers);
            floors.Add(await IngestFloor.Measure(servers, $"floor_{round}", events, batch));
            floorProcessor.Add(All(before, CpuTime.Read(servers)));
            before = CpuTime.Read(servers);
            ones.Add(await lineage.Ingest(events, batch, organizations: 1));
            processor.Add(All(before, CpuTime.Read(servers)));
            fours.Add(await lineage.Ingest(events, batch, organizations: 4));
        }

        return
        [
            Figure.Against("events ingested, one organization", ones.Average(), "events/s", floors.Average()),
            Figure.Against("events ingested, four organizations", fours.Average(), "events/s", floors.Average()),
            .. floors.Select((floor, round) => new Figure($"bare consume and insert, round {round + 1}", floor, "events/s")),
            .. ones.Select((rate, round) => new Figure($"one organization, round {round + 1}", rate, "events/s")),
            Figure.Against("processor time per event, all", processor.Average(time => time.TotalMicroseconds) / events, "µs", floorProcessor.Average(time => time.TotalMicroseconds) / events),
            new("events missing or kept twice", await lineage.Faults(), "events"),
        ];
    }

    private static TimeSpan All(CpuTime before, CpuTime after) => after.Engine - before.Engine + after.Postgres - before.Postgres + after.Broker - before.Broker;
}
