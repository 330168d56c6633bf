namespace IntentEngine.Bench;

/// <summary>One round of a loop over messages: how fast it was, and what processor time a message took where, in microseconds.</summary>
/// <param name="Rate">Messages per second.</param>
/// <param name="Engine">In this process.</param>
/// <param name="Postgres">In PostgreSQL.</param>
/// <param name="Broker">In RabbitMQ.</param>
internal sealed record RouterRound(double Rate, double Engine, double Postgres, double Broker)
{
    public double All => Engine + Postgres + Broker;

    /// <summary>Measures one round, which says how many messages per second it did.</summary>
    public static async Task<RouterRound> Measure(Servers servers, int messages, Func<Task<double>> round)
    {
        var before = CpuTime.Read(servers);
        var rate = await round();
        var after = CpuTime.Read(servers);
        return new RouterRound(
            rate,
            (after.Engine - before.Engine).TotalMicroseconds / messages,
            (after.Postgres - before.Postgres).TotalMicroseconds / messages,
            (after.Broker - before.Broker).TotalMicroseconds / messages);
    }
}
