using System.Text.RegularExpressions;
using IntentEngine.LocalServers.Processes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace IntentEngine.LocalServers.Deploy;

public sealed partial class ComposeTests : IDisposable
{
    private static readonly string Text = File.ReadAllText(Repository.File("docker-compose.yml"));

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Only_the_gateway_has_a_port_on_the_host_and_nothing_has_a_fixed_name()
    {
        var services = Services();
        services.Where(service => service.Value.ContainsKey("ports")).Select(service => service.Key).ShouldBe(["gateway"]);
        services.Where(service => service.Value.ContainsKey("container_name")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("postgres", "database")]
    [InlineData("rabbitmq", "broker")]
    public void The_database_and_the_broker_are_on_an_internal_network_alone(string service, string network)
    {
        ((List<object>)Services()[service]["networks"]).ShouldBe([network]);
        var networks = (Dictionary<object, object>)Compose()["networks"];
        ((Dictionary<object, object>)networks[network])["internal"].ShouldBe("true");
        ((List<object>)Services()["gateway"]["networks"]).ShouldNotContain(network);
    }

    [Fact]
    public void Whoever_waits_for_another_waits_until_it_is_healthy()
    {
        foreach (var service in Services().Values.Where(service => service.ContainsKey("depends_on")))
        {
            foreach (var dependency in ((Dictionary<object, object>)service["depends_on"]).Values)
                ((Dictionary<object, object>)dependency)["condition"].ShouldBe("service_healthy");
        }
    }

    [Fact]
    public async Task A_new_env_has_every_required_variable_and_random_passwords_and_is_private()
    {
        File.Copy(Repository.File(".env.example"), Path.Combine(folder.Path, ".env.example"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "deploy"));
        var script = Path.Combine(folder.Path, "deploy", "new-env.sh");
        File.Copy(Repository.File("deploy/new-env.sh"), script);

        await Tool.RunAsync("sh", [script], CancellationToken.None);

        var file = Path.Combine(folder.Path, ".env");
        var values = (await File.ReadAllLinesAsync(file)).Where(line => line.StartsWith("IE_", StringComparison.Ordinal)).ToDictionary(line => line.Split('=')[0], line => line.Split('=', 2)[1]);
        foreach (Match required in RequiredVariable().Matches(Text)) values[required.Groups[1].Value].ShouldNotBeEmpty();
        var passwords = values.Where(value => value.Key.EndsWith("_PASSWORD", StringComparison.Ordinal)).Select(value => value.Value).ToList();
        passwords.Count.ShouldBe(11);
        passwords.Distinct().Count().ShouldBe(passwords.Count);
        passwords.ShouldAllBe(password => password.Length == 48);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await Tool.TryRunAsync("sh", [script], CancellationToken.None)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task The_tool_itself_accepts_the_file()
    {
        Assert.SkipUnless(Tool.Find("docker-compose") is not null, "docker-compose is not installed.");
        await Tool.RunAsync("docker-compose", ["--file", Repository.File("docker-compose.yml"), "--env-file", Repository.File(".env.example"), "config", "--quiet"], CancellationToken.None,
            RequiredVariable().Matches(Text).Select(match => match.Groups[1].Value).Distinct().ToDictionary(name => name, _ => "x"));
    }

    public void Dispose() => folder.Dispose();

    private static Dictionary<string, object> Compose() =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(new StringReader(Text))));

    private static Dictionary<string, Dictionary<object, object>> Services() =>
        ((Dictionary<object, object>)Compose()["services"]).ToDictionary(service => (string)service.Key, service => (Dictionary<object, object>)service.Value);

    [GeneratedRegex(@"\$\{(IE_\w+):\?")]
    private static partial Regex RequiredVariable();
}
