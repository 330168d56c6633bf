using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;
using Npgsql;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage.Postgres;

public sealed class PostgresGraphStoreTests : GraphStoreConformance
{
    private readonly IntentsHost _host;

    public PostgresGraphStoreTests(IntentsHost host)
    {
        _host = host;
        Store = new PostgresGraphStore(host.Database);
    }

    private protected override IGraphStore Store { get; }

    private protected override async Task<IReadOnlyList<IntentReady>> Facts(Guid organization)
    {
        await new Organization(_host) { Id = organization }.Settle();
        return _host.Heard.Ready(organization);
    }

    [Theory]
    [InlineData("update graph_status_history set actor = 'nobody'")]
    [InlineData("delete from graph_status_history")]
    [InlineData("truncate graph_status_history")]
    public async Task History_is_append_only_by_grant_and_by_trigger(string change)
    {
        await Commit(Creates(Intent("a")));

        var unit = _host.Database.Begin(Organization);
        unit.Add(change);
        (await Should.ThrowAsync<PostgresException>(() => unit.CommitAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

        await using var owner = NpgsqlDataSource.Create(_host.Connections.Migrator);
        await using var command = owner.CreateCommand(change);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task Facts_and_state_are_one_transaction()
    {
        var intent = Intent("a");
        await Commit(Creates(intent));
        var outbox = new Organization(_host) { Id = Organization };

        var lost = new GraphChanges { Updates = [intent with { Version = 5 }], Facts = [new IntentReady { OrganizationId = Organization, IntentId = "a", IntentType = "graph" }] };
        (await Should.ThrowAsync<GraphConflictException>(() => Commit(lost))).Conflict.ShouldBe(GraphConflict.Changed);
        (await outbox.Count("outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task Changes_meet_a_replacement_one_after_the_other()
    {
        var cancel = TestContext.Current.CancellationToken;
        await Commit(Creates(Intent("a")));
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            if (i % 4 == 0) await Store.ReplaceAsync(Organization, new GraphContent([Intent("a"), Intent("b")], [Edge("a", "b")]), new GraphChanges(), cancel);
            else await Commit(Creates(Intent($"new{i}")));
        }, cancel)));

        // Every id is whole and every edge has its ends, whoever came last.
        GraphRules.Check(await Store.ExportAsync(Organization, cancel));
        (await Store.ExportHistoryAsync(Organization, cancel)).Count.ShouldBe(10);
    }
}
