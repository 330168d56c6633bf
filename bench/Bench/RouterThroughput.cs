namespace IntentEngine.Bench;

/// <summary>Completions in, outcomes routed out to their owner, each durable in PostgreSQL, beside a bare loop that consumes and publishes on the same broker.</summary>
/// <remarks>What is measured begins with the first report and ends with the last outcome: that the actions are enqueued and claimed before is no part of it.</remarks>
internal static class RouterThroughput
{
    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var (messages, warmUp, inFlight, rounds) = (args.Number("messages", 40_000), args.Number("warm-up", 20_000), args.Number("in-flight", 1024), args.Number("rounds", 3));
        await using var servers = await Servers.StartAsync();
        await using var router = await RouterUnderTest.StartAsync(servers);
        Task<double> Loop(string name, IReadOnlyList<(RabbitMQ.Client.BasicProperties, byte[])> reports, (RabbitMQ.Client.IReadOnlyBasicProperties, byte[]) outcome) =>
            RouterFloor.Measure(servers.RabbitMq.Uri, name, reports, outcome, inFlight);

        await router.Route(await router.Prepare(warmUp));
        var outcome = await router.TakeOutcomes();
        await Loop("warm", [.. Enumerable.Repeat(RouterFloor.Bare, warmUp)], RouterFloor.Bare);

        // Each in turns, so that a machine whose speed drifts is noticed.
        var (floors, dressed, routed) = (new List<RouterRound>(), new List<RouterRound>(), new List<RouterRound>());
        for (var round = 0; round < rounds; round++)
        {
            floors.Add(await RouterRound.Measure(servers, messages, () => Loop($"bare_{round}", [.. Enumerable.Repeat(RouterFloor.Bare, messages)], RouterFloor.Bare)));
            var reports = await router.Prepare(messages);
            dressed.Add(await RouterRound.Measure(servers, messages, () => Loop($"same_{round}", reports, outcome)));
            routed.Add(await RouterRound.Measure(servers, messages, () => router.Route(reports)));
            await router.TakeOutcomes();
        }

        return
        [
            Figure.Against("completions routed to their owner", routed.Average(r => r.Rate), "messages/s", floors.Average(r => r.Rate)),
            Figure.Against("  beside a bare loop over the very same messages", routed.Average(r => r.Rate), "messages/s", dressed.Average(r => r.Rate)),
            .. floors.Select((floor, round) => new Figure($"bare consume and publish, round {round + 1}", floor.Rate, "messages/s")),
            .. dressed.Select((floor, round) => new Figure($"the same with the router's messages, round {round + 1}", floor.Rate, "messages/s")),
            .. routed.Select((rate, round) => new Figure($"router, round {round + 1}", rate.Rate, "messages/s")),
            .. Costs("processor time per message", routed, floors),
            .. Costs("of the loop over the same messages", dressed, floors),
            new("outcomes missing or told twice", await router.Faults(), "messages"),
        ];
    }

    private static Figure[] Costs(string name, List<RouterRound> rounds, List<RouterRound> floors) =>
    [
        Figure.Against($"{name}, all", rounds.Average(r => r.All), "µs", floors.Average(r => r.All)),
        Figure.Against("  of it our process, with the publisher that drives it", rounds.Average(r => r.Engine), "µs", floors.Average(r => r.Engine)),
        new("  of it PostgreSQL", rounds.Average(r => r.Postgres), "µs"),
        Figure.Against("  of it RabbitMQ", rounds.Average(r => r.Broker), "µs", floors.Average(r => r.Broker)),
    ];
}
