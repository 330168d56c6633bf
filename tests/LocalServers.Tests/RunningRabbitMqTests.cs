namespace IntentEngine.LocalServers;

public sealed class RunningRabbitMqTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_broker_that_somebody_else_holds_can_be_controlled_and_keeps_its_ports()
    {
        await using var server = await RabbitMqServer.StartAsync(folder.Path);
        var before = await File.ReadAllTextAsync(Path.Combine(folder.Path, "rabbitmq.ports.json"), TestContext.Current.CancellationToken);

        var running = await RunningRabbitMq.FindAsync(folder.Path, TestContext.Current.CancellationToken);
        await running.ControlAsync(["add_user", "somebody", "secret"], TestContext.Current.CancellationToken);

        running.Port.ShouldBe(server.Uri.Port);
        (await server.ControlAsync("list_users", "--quiet", "--no-table-headers")).ShouldContain("somebody\t[]");
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "rabbitmq.ports.json"), TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    [Fact]
    public async Task Where_no_broker_runs_the_message_says_what_to_start() =>
        (await Should.ThrowAsync<LocalServerException>(() => RunningRabbitMq.FindAsync(folder.Path, TestContext.Current.CancellationToken))).Message.ShouldContain("--distributed");

    public void Dispose() => folder.Dispose();
}
