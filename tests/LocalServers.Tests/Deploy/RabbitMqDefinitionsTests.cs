using System.Text.Json.Nodes;

namespace IntentEngine.LocalServers.Deploy;

public sealed class RabbitMqDefinitionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_definitions_are_accepted_by_a_broker_and_their_user_can_log_in()
    {
        await using var server = await RabbitMqServer.StartAsync(folder.Path);
        var definitions = Definitions("s3cret");
        // A negative limit is a word of RabbitMQ 4; older brokers have no limit to lift.
        var major = int.Parse((await server.ControlAsync("version")).Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
        if (major < 4) definitions["policies"] = new JsonArray();
        var file = Path.Combine(folder.Path, "definitions.json");
        await File.WriteAllTextAsync(file, definitions.ToJsonString());

        await server.ControlAsync("import_definitions", file);

        (await server.ControlAsync("authenticate_user", "intentengine", "s3cret")).ShouldContain("Success");
        (await server.ControlAsync("list_user_permissions", "intentengine", "--quiet", "--no-table-headers")).ShouldStartWith("/\t.*\t.*\t.*");
    }

    [Fact]
    public void Quorum_queues_of_RabbitMQ_4_keep_a_message_however_often_it_is_redelivered()
    {
        var policy = Definitions("x")["policies"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)policy["definition"]!["delivery-limit"]!).ShouldBe(-1);
        ((string)policy["apply-to"]!).ShouldBe("quorum_queues");
    }

    public void Dispose() => folder.Dispose();

    private static JsonNode Definitions(string password) =>
        JsonNode.Parse(File.ReadAllText(Repository.File("deploy/rabbitmq/definitions.json")).Replace("@PASSWORD@", password, StringComparison.Ordinal))!;
}
