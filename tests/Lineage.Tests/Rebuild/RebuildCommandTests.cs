using IntentEngine.Hosting.Startup;
using IntentEngine.Lineage.Executions;
using Shouldly;

namespace IntentEngine.Lineage.Rebuild;

public sealed class RebuildCommandTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task The_command_rebuilds_an_organization_beside_the_running_service()
    {
        await _acme.RecordAsync(_acme.Execution("e"));
        await using (var owner = host.Superuser(host.Options))
        await using (var command = owner.CreateCommand($"update executions set status = 'damaged' where organization_id = '{_acme.Id}'"))
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);

        var code = await RebuildCommand.RunAsync(
            ["--organization", $"{_acme.Id}", $"--Lineage:Database:App={host.Options.App}", $"--Lineage:Database:Worker={host.Options.Worker}"]);

        code.ShouldBe(0);
        (await _acme.GetAsync<ExecutionById.Response>("/executions/e")).Execution.Status.ShouldBe("completed");
    }

    [Theory]
    [InlineData]
    [InlineData("--organization")]
    [InlineData("--organization", "nobody")]
    [InlineData("--organization", "00000000-0000-0000-0000-000000000000")]
    [InlineData("--everything")]
    public void What_is_not_understood_is_refused_with_the_usage(params string[] args) =>
        Should.Throw<StartupException>(() => RebuildCommand.Parse(args)).Message.ShouldContain("rebuild --organization ID");
}
