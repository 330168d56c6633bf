using IntentEngine.Support;

namespace IntentEngine.Workflows.Hosts;

/// <summary>One host for the tests of a class, with a clock they may move: a class's tests run one after another.</summary>
public sealed class ClassHost(PostgresFixture postgres) : IAsyncLifetime
{
    public WorkflowHost Host { get; private set; } = null!;

    public PostgresFixture Postgres { get; } = postgres;

    public async ValueTask InitializeAsync() => Host = await WorkflowHost.StartAsync(Postgres);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
