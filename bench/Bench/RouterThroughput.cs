using System.Diagnostics;

namespace IntentEngine.Bench;

/// <summary>Completions in, outcomes routed out to their owner, each durable in PostgreSQL, beside a bare loop that consumes and publishes on the same broker.</summary>
internal static class RouterThroughput
{
    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var (messages, warmUp, inFlight) = (args.Number("messages", 40_000), args.Number("warm-up", 20_000), args.Number("in-flight", 256));
        await using var servers = await Servers.StartAsync();
        await using var router = await RouterUnderTest.StartAsync(servers);
        await router.Route(warmUp);
        await RouterFloor.Measure(servers.RabbitMq.Uri, "floor_warm", warmUp, inFlight);

        // Twice each, in turns, so that a machine whose speed drifts is noticed.
        var (floors, rates, processor) = (new List<double>(), new List<double>(), new List<(TimeSpan, TimeSpan, TimeSpan)>());
        for (var round = 0; round < 2; round++)
        {
            floors.Add(await RouterFloor.Measure(servers.RabbitMq.Uri, $"floor_{round}", messages, inFlight));
            var before = CpuTime.Read(servers);
            var watch = Stopwatch.StartNew();
            await router.Route(messages);
            rates.Add(messages / watch.Elapsed.TotalSeconds);
            var after = CpuTime.Read(servers);
            processor.Add((after.Engine - before.Engine, after.Postgres - before.Postgres, after.Broker - before.Broker));
        }

        return
        [
            Figure.Against("completions routed to their owner", rates.Average(), "messages/s", floors.Average()),
            .. floors.Select((floor, round) => new Figure($"bare consume and publish, round {round + 1}", floor, "messages/s")),
            .. rates.Select((rate, round) => new Figure($"router, round {round + 1}", rate, "messages/s")),
            new("processor time per message, engine and its driver", processor.Average(p => p.Item1.TotalMicroseconds) / messages, "µs"),
            new("processor time per message, PostgreSQL", processor.Average(p => p.Item2.TotalMicroseconds) / messages, "µs"),
            new("processor time per message, RabbitMQ", processor.Average(p => p.Item3.TotalMicroseconds) / messages, "µs"),
            new("outcomes missing or told twice", await router.Faults(), "messages"),
        ];
    }
}
