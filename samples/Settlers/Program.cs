// dotnet run --project samples/Settlers                                   starts a private engine, lives one story, ends with 0
// dotnet run --project samples/Settlers -- --amqp amqp://… --organization UUID   uses an engine that runs
using IntentEngine.LocalServers;
using IntentEngine.Owners.Records;
using IntentEngine.Owners.Retrying;
using IntentEngine.Settlers;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
var organization = Guid.Parse(Option("--organization") ?? "5e771e25-0000-4000-8000-000000000003");
// The seed pauses 8 s after a failed movement; a story should not take that long.
var policy = FailurePolicy.Default with { MovementCooldown = TimeSpan.FromSeconds(1) };
if (Option("--amqp") is { } amqp)
{
    await using var broker = await Broker.ConnectAsync(new Uri(amqp), organization);
    await new Village(broker, organization, _ => new MemoryExecutionRecords(), policy, Console.WriteLine).LiveAsync(TimeSpan.FromMinutes(1));
    return 0;
}

try
{
    await using var engine = await PrivateEngine.StartAsync();
    await using var broker = await Broker.ConnectAsync(engine.Amqp, organization);
    await new Village(broker, organization, owner => new PostgresExecutionRecords(engine.Records, organization, owner), policy, Console.WriteLine).LiveAsync(TimeSpan.FromMinutes(1));
    return 0;
}
catch (LocalServerException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}
