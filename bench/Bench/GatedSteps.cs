using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace IntentEngine.Bench;

/// <summary>W1: workflows of ten no-op steps, every step durable, audited and told to Lineage, beside the floor of the same stack.</summary>
internal static class GatedSteps
{
    private const int Steps = 10;

    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var (workflows, inFlight) = (args.Number("workflows", 1000), args.Number("in-flight", 32));
        await using var servers = await Servers.StartAsync();

        await StepFloor.Measure(await FreshDatabase(servers, "floor_warm"), servers.RabbitMq.Uri, 300, Steps, inFlight);
        var floor = await StepFloor.Measure(await FreshDatabase(servers, "floor"), servers.RabbitMq.Uri, workflows, Steps, inFlight);
        await using var engine = await EngineUnderTest.StartAsync(servers);
        // A service runs for days: what is measured is the code after the compiler has seen what is hot.
        await Drive(engine, args.Number("warm-up", 1000), inFlight);
        var (before, cpuBefore) = (await Counters.Read(servers), CpuTime.Read(servers));
        var (rate, many) = await Drive(engine, workflows, inFlight);
        var (after, cpuAfter) = (await Counters.Read(servers), CpuTime.Read(servers));
        var (_, one) = await Drive(engine, 100, 1);
        var drained = await Counters.LineageComplete(servers);
        // The floor again, so that a machine whose speed drifts is noticed.
        var floorCpuBefore = CpuTime.Read(servers);
        var floorAgain = await StepFloor.Measure(await FreshDatabase(servers, "floor_again"), servers.RabbitMq.Uri, workflows, Steps, inFlight);

        var (floorCpuAfter, tuned) = (CpuTime.Read(servers), await StepFloor.Measure(await FreshDatabase(servers, "floor_tuned"), servers.RabbitMq.Uri, workflows, Steps, inFlight, prepared: true));

        var (cpu, floorCpu) = (PerStep(cpuBefore, cpuAfter, workflows), PerStep(floorCpuBefore, floorCpuAfter, workflows));
        var meanFloor = (floor + floorAgain) / 2;
        return
        [
            Figure.Against($"gated steps, {inFlight} in flight", rate, "steps/s", meanFloor),
            new("floor before", floor, "steps/s"),
            new("floor after", floorAgain, "steps/s"),
            Figure.Against("gated steps beside the floor with prepared statements", rate, "steps/s", tuned),
            new($"start to completion p50, {inFlight} in flight", Percentiles.At(many, 0.50), "ms"),
            new($"start to completion p99, {inFlight} in flight", Percentiles.At(many, 0.99), "ms"),
            new("start to completion p50, 1 in flight", Percentiles.At(one, 0.50), "ms"),
            new("start to completion p99, 1 in flight", Percentiles.At(one, 0.99), "ms"),
            new("step messages per automatic step", (after.StepMessages - before.StepMessages) / (double)(workflows * Steps), "messages"),
            new("transactions per automatic step (starts and background included)", (after.Commits - before.Commits) / (double)(workflows * Steps), "commits"),
            Figure.Against("processor time per step, engine and Lineage", cpu.Engine, "µs", floorCpu.Engine),
            Figure.Against("processor time per step, PostgreSQL", cpu.Postgres, "µs", floorCpu.Postgres),
            Figure.Against("processor time per step, RabbitMQ", cpu.Broker, "µs", floorCpu.Broker),
            new("executions in Lineage per workflow (1 + ten steps)", drained, "rows"),
        ];
    }

    private static (double Engine, double Postgres, double Broker) PerStep(CpuTime from, CpuTime to, int workflows)
    {
        double Each(TimeSpan time) => time.TotalMicroseconds / (workflows * Steps);
        return (Each(to.Engine - from.Engine), Each(to.Postgres - from.Postgres), Each(to.Broker - from.Broker));
    }

    private static async Task<(double StepsPerSecond, IReadOnlyCollection<double> Milliseconds)> Drive(EngineUnderTest engine, int workflows, int inFlight)
    {
        var times = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        var left = workflows;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var started = Stopwatch.GetTimestamp();
                await engine.RunOne();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }));
        return (workflows * Steps / watch.Elapsed.TotalSeconds, times);
    }

    private static async Task<string> FreshDatabase(Servers servers, string name)
    {
        await using var database = NpgsqlDataSource.Create(servers.Postgres.ConnectionString);
        await using var create = database.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString) { Database = name }.ConnectionString;
    }
}
