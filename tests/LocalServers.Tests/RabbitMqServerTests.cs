using IntentEngine.LocalServers.Processes;
using IntentEngine.LocalServers.RabbitMq;

namespace IntentEngine.LocalServers;

public sealed class RabbitMqServerTests : IDisposable
{
    private const string DeclareQuorumQueue = "rabbit_amqqueue:declare(rabbit_misc:r(<<\"/\">>, queue, <<\"kept\">>), true, false, [{<<\"x-queue-type\">>, longstr, <<\"quorum\">>}], none, <<\"test\">>).";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Queues_survive_a_kill_and_a_clean_restart_on_the_same_port()
    {
        await using var server = await StartAsync();
        var (uri, processId) = (server.Uri, server.ProcessId!.Value);
        await server.ControlAsync("eval", DeclareQuorumQueue);

        await server.KillAsync();
        (await AmqpProbe.AnswersAsync(uri.Port, CancellationToken.None)).ShouldBeFalse();
        (await ProcessTree.IsRunningAsync(processId, "rabbit", CancellationToken.None)).ShouldBeFalse();
        await server.RestartAsync();
        (await QueuesAsync(server)).ShouldBe("kept");

        await server.RestartAsync();
        (await QueuesAsync(server)).ShouldBe("kept");
        server.Uri.ShouldBe(uri);
    }

    [Fact]
    public async Task Two_brokers_run_at_once_and_share_nothing_and_leave_nothing()
    {
        using var otherFolder = new TemporaryFolder();
        var started = await Task.WhenAll(StartAsync(), RabbitMqServer.StartAsync(otherFolder.Path));
        var (one, other) = (started[0], started[1]);

        await one.ControlAsync("eval", DeclareQuorumQueue);
        (await QueuesAsync(other)).ShouldBeEmpty();

        var left = await ProcessesOfAsync(folder.Path);
        left.Count.ShouldBe(2);
        await one.DisposeAsync();
        await other.DisposeAsync();
        (await ProcessesOfAsync(folder.Path)).ShouldBeEmpty();
        foreach (var (processId, marker) in left) (await ProcessTree.IsRunningAsync(processId, marker, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_our_user_exists_and_only_this_machine_can_connect()
    {
        await using var server = await StartAsync();
        (await server.ControlAsync("list_users", "--quiet", "--no-table-headers")).ShouldStartWith("intentengine\t[administrator]");
        var listeners = await server.ControlAsync("eval", "[rabbit_misc:ntoa(IP) || {listener, _, _, _, IP, _, _} <- rabbit_networking:active_listeners()].");
        listeners.ShouldContain("127.0.0.1");
        listeners.ShouldNotContain("0.0.0.0");
        (await server.ControlAsync("environment")).ShouldContain("{consumer_timeout,1800000}");
    }

    [Fact]
    public async Task A_failing_control_command_says_what_the_broker_said()
    {
        await using var server = await StartAsync();
        (await Should.ThrowAsync<LocalServerException>(() => server.ControlAsync("delete_user", "nobody-here"))).Message.ShouldContain("nobody-here");
    }

    [Fact]
    public async Task Where_no_source_has_RabbitMQ_the_message_says_what_to_install()
    {
        var refusal = await Should.ThrowAsync<LocalServerException>(() => RabbitMqServer.StartAsync(folder.Path, [], external: null, log: null, CancellationToken.None));
        refusal.Message.ShouldContain("apt-get install rabbitmq-server");
        refusal.Message.ShouldContain(RabbitMqServer.ExternalVariable);
    }

    [Fact]
    public async Task An_external_broker_is_used_as_it_is()
    {
        await using var external = await RabbitMqServer.StartAsync(folder.Path, [], "amqp://u:p@broker:5672/", log: null, CancellationToken.None);
        external.Uri.ShouldBe(new Uri("amqp://u:p@broker:5672/"));
        external.ProcessId.ShouldBeNull();
        await Should.ThrowAsync<LocalServerException>(external.KillAsync);
    }

    [Fact]
    public async Task An_external_address_of_another_kind_is_refused() =>
        (await Should.ThrowAsync<LocalServerException>(() => RabbitMqServer.StartAsync(folder.Path, [], "http://broker", log: null, CancellationToken.None))).Message.ShouldContain("amqp://");

    public void Dispose() => folder.Dispose();

    private Task<RabbitMqServer> StartAsync() => RabbitMqServer.StartAsync(folder.Path);

    private static async Task<string> QueuesAsync(RabbitMqServer server) =>
        (await server.ControlAsync("list_queues", "--quiet", "--no-table-headers", "name")).Trim();

    /// <summary>The node and its port mapper, as the files of the folder name them.</summary>
    private static async Task<List<(int ProcessId, string Marker)>> ProcessesOfAsync(string folder)
    {
        var processes = new List<(int, string)>();
        foreach (var file in Directory.GetFiles(folder, "*.pid"))
            processes.Add((int.Parse(await File.ReadAllTextAsync(file), System.Globalization.CultureInfo.InvariantCulture), file.Contains("epmd", StringComparison.Ordinal) ? "epmd" : "rabbit"));
        return processes;
    }
}
