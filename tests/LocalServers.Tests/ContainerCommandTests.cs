using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Postgres;
using IntentEngine.LocalServers.RabbitMq;

namespace IntentEngine.LocalServers;

/// <summary>The commands for a container engine; the engine itself is not part of the tests.</summary>
public sealed class ContainerCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void PostgreSQL_in_a_container_is_loopback_only_durable_and_keeps_its_password_out_of_the_command_line()
    {
        using var held = ServerFolder.Open(folder.Path, "postgres");
        var command = new PostgresImage(17).Command(held, 21000);
        command.Arguments.ShouldContain("127.0.0.1:21000:5432");
        command.Arguments.ShouldContain("postgres:17");
        command.Arguments.ShouldContain("fsync=on");
        string.Join(' ', command.Arguments).ShouldNotContain(command.Environment["POSTGRES_PASSWORD"]);
    }

    [Fact]
    public void RabbitMQ_in_a_container_is_loopback_only_and_keeps_its_password_out_of_the_command_line()
    {
        using var held = ServerFolder.Open(folder.Path, "rabbitmq");
        var node = new RabbitMqImage { Major = 4 }.Commands(held, 21001).Node;
        node.Arguments.ShouldContain("127.0.0.1:21001:5672");
        node.Arguments.ShouldContain("rabbitmq:4");
        string.Join(' ', node.Arguments).ShouldNotContain(node.Environment["RABBITMQ_DEFAULT_PASS"]);
    }

    [Fact]
    public void Names_of_containers_differ_by_folder_and_stay_the_same_for_one()
    {
        using var other = new TemporaryFolder();
        using var here = ServerFolder.Open(folder.Path, "postgres");
        using var there = ServerFolder.Open(other.Path, "postgres");
        ContainerName.For(here).ShouldBe(ContainerName.For(here));
        ContainerName.For(here).ShouldNotBe(ContainerName.For(there));
    }

    public void Dispose() => folder.Dispose();
}
