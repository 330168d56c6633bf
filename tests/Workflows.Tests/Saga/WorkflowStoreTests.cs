using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Audit;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Saga;

public sealed class WorkflowStoreTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    public async Task A_change_is_written_on_the_version_it_saw_alone(int off, int refused)
    {
        var workflow = await _organization.AtSeeds();
        var state = await workflow.State();
        var (before, rows) = (await _organization.Fingerprint(), await _organization.AuditRows());
        var unit = host.Host.Database.Begin(_organization.Id);
        state.Version += off;
        state.Change.Audit.Add(new AuditEntry("tested", Actor.System, new { }));
        new WorkflowStore().Save(unit, state);

        if (refused == 1) await Should.ThrowAsync<ConcurrencyException>(() => unit.CommitAsync());
        else (await unit.CommitAsync()).ShouldBe(CommitOutcome.Committed);

        (await _organization.AuditRows()).ShouldBe(rows + 1 - refused);
        (await _organization.Fingerprint() == before).ShouldBe(refused == 1);
    }
}
