using System.Net;
using IntentEngine.Intents.Graph.Api;
using IntentEngine.Intents.Hosts;
using IntentEngine.Messaging.Database;
using IntentEngine.Support;
using Npgsql;

namespace IntentEngine.Intents.Graph.Audit;

public sealed class AuditChainTests(IntentsHost host)
{
    private readonly GraphApi _graph = new(host);

    private async Task SealedHistory(int changes)
    {
        await _graph.Create("a");
        for (var i = 1; i < changes; i++) (await _graph.Post($"/intents/a/{(i % 2 == 1 ? "suspend" : "resume")}")).ShouldBe(HttpStatusCode.OK);
        await Eventually.Holds(async () => (await Verify())["pending"] == "0", "the history to be sealed");
    }

    private Task<Answer> Verify() => _graph.Get("/audit/verify", "admin");

    // Past row security and the triggers, as whoever owns the server could.
    private async Task Tamper(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(host.Connections.Migrator);
        await using var connection = await owner.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("alter table graph_status_history disable trigger user"),
                new("alter table graph_audit_chain disable trigger user"),
                OrganizationSetting.Command(_graph.Organization.Id),
                new(sql),
                new("alter table graph_status_history enable trigger user"),
                new("alter table graph_audit_chain enable trigger user"),
            },
        };
        await batch.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Every_change_is_in_the_chain_and_the_chain_holds()
    {
        await SealedHistory(4);

        var verdict = await Verify();
        (verdict["valid"], verdict["sealed"], verdict["first_bad_index"]).ShouldBe(("True", "4", null));
        var entries = (await _graph.Get("/audit?limit=3", "admin")).Body;
        entries.GetProperty("entries").EnumerateArray().Select(e => (e.GetProperty("index").GetInt64(), e.GetProperty("action").GetString(), e.GetProperty("version").GetInt32()))
            .ShouldBe([(0, "IntentCreated", 1), (1, "IntentStatusChanged", 2), (2, "IntentStatusChanged", 3)]);
        var last = (await _graph.Get($"/audit?after={entries.GetProperty("next").GetInt64()}", "admin")).Body.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
        last.GetProperty("chain_hash").GetString().ShouldBe(verdict["head"]);
    }

    [Theory]
    [InlineData("update graph_status_history set reason = 'nothing' where version = 3", 2)]
    [InlineData("update graph_status_history set actor = 'somebody else' where version = 1", 0)]
    [InlineData("update graph_status_history set at = at + interval '1 microsecond' where version = 4", 3)]
    [InlineData("update graph_status_history set to_status = 'archived' where version = 2", 1)]
    [InlineData("delete from graph_status_history where version = 2", 1)]
    [InlineData("update graph_audit_chain set action_hash = chain_hash where place = 2", 2)]
    [InlineData("update graph_audit_chain set chain_hash = action_hash where place = 1", 1)]
    [InlineData("delete from graph_audit_chain where place = 1", 1)]
    [InlineData("with gone as (delete from graph_audit_chain where place = 3 returning entry) select count(*) from gone", 3)]
    [InlineData("insert into graph_status_history (organization_id, intent_id, version, action, to_status, reason, actor, at) select current_organization(), 'a', 9, 'IntentArchived', 'archived', 'x', 'x', now()", 4)]
    public async Task Whatever_is_altered_is_found_where_it_was(string change, int index)
    {
        await SealedHistory(4);

        await Tamper(change);

        var verdict = await Verify();
        (verdict["valid"], verdict["first_bad_index"]).ShouldBe(("False", index.ToString(System.Globalization.CultureInfo.InvariantCulture)), verdict.Body.ToString());
        verdict["problem"].ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("update graph_audit_chain set sealed_at = now()")]
    [InlineData("delete from graph_audit_chain")]
    [InlineData("truncate graph_audit_chain")]
    public async Task The_chain_is_append_only(string change)
    {
        await using var owner = NpgsqlDataSource.Create(host.Connections.Migrator);
        await using var command = owner.CreateCommand(change);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).MessageText.ShouldContain("append-only");
    }

    [Fact]
    public async Task Several_sealers_at_once_leave_one_chain_without_gaps()
    {
        await _graph.Create("a");
        var sealing = new AuditSealing(host.Database);

        await Task.WhenAll([
            .. Enumerable.Range(0, 30).Select(i => _graph.Post("/intents", new { goal = $"g{i}" })),
            .. Enumerable.Range(0, 10).Select(_ => sealing.SealOnceAsync(CancellationToken.None)),
        ]);

        await Eventually.Holds(async () => (await Verify())["pending"] == "0", "the history to be sealed");
        var verdict = await Verify();
        (verdict["valid"], verdict["sealed"]).ShouldBe(("True", "31"));
    }

    [Fact]
    public async Task A_change_that_is_refused_leaves_no_trace()
    {
        await SealedHistory(1);

        (await _graph.Post("/intents/a/resume")).ShouldBe(HttpStatusCode.Conflict);

        (await _graph.Organization.Rows("select count(*) from graph_status_history")).ShouldBe(["1"]);
    }
}
