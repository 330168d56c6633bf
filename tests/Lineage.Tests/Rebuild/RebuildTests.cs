using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Lineage.Events;
using IntentEngine.Support;
using Npgsql;
using Shouldly;

namespace IntentEngine.Lineage.Rebuild;

/// <summary>P5: the graph is what its log says.</summary>
public sealed class RebuildTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    // Of one organization alone, since all tests share the tables; the mirror of what a fault of a program or a person could do.
    private static readonly string[] Damages =
    [
        "update executions set name = 'damaged', status = 'running', sequence = 99, fact_id = gen_random_uuid(), updated_at = now(), data = '{\"x\":1}', cost_usd = 7 where organization_id = $1",
        "update executions set correlation_id = 'damaged' where organization_id = $1",
        "update executions set correlation_given = not correlation_given, parent_execution_id = 'e1', attempt = 5 where organization_id = $1",
        "update executions set crossed_from = 'damaged' where organization_id = $1",
        "delete from executions where organization_id = $1 and execution_id < 'e3'",
        "insert into executions (organization_id, execution_id, name, status, sequence, fact_id, updated_at) select $1, 'nobody' || i, 'x', 'running', 1, gen_random_uuid(), now() from generate_series(1, 3) i on conflict do nothing",
        "update artifact_index set lifecycle_state = 'DELETED', generation = 5, root_artifact_id = 'damaged', created_at = now(), updated_at = now(), sequence = 99 where organization_id = $1",
        "update artifact_index set parent_artifacts = array['a5'], semantic_descriptor = '1' where organization_id = $1",
        "delete from artifact_index where organization_id = $1 and artifact_id > 'a2'",
        "delete from artifact_edge where organization_id = $1",
        "insert into artifact_edge (organization_id, child, parent, position) values ($1, 'a0', 'nothing', 9), ($1, 'ghost', 'a1', 1) on conflict do nothing",
        "insert into artifact_index (organization_id, artifact_id, artifact_type, lifecycle_state, derivation_intent, derivation_run_id, sequence, fact_id, created_at, updated_at) values ($1, 'a9', 'x', 'READY', 'x', 'x', 1, gen_random_uuid(), now(), now()) on conflict do nothing",
    ];

    private static readonly Gen<Case> Cases =
        from executions in Shape(4).ArrayOf(10)
        from artifacts in Shape(3).ArrayOf(10)
        from damages in Gen.Elements(Damages).NonEmptyListOf()
        select new Case(executions, artifacts, [.. damages.Distinct()]);

    [Fact]
    public void Whatever_was_damaged_a_rebuild_gives_the_graph_that_the_facts_gave() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(Cases.ToArbitrary(), some => Task.Run(async () =>
        {
            var organization = host.NewOrganization();
            await organization.RecordAsync(new RecordLineage
            {
                Executions = [.. some.Executions.Select(e => organization.Execution($"e{e.Id}", e.Sequence, "completed", e.Parent is { } p ? $"e{p}" : null, e.Sequence == 1 ? "c" : null))],
                Artifacts = [.. some.Artifacts.Select(a => organization.Artifact($"a{a.Id}", a.Sequence, at: a.Id, parents: a.Parent is { } p ? [$"a{p}", "other"] : []))],
            });
            var expected = await organization.TablesAsync();
            foreach (var damage in some.Damages) await DamageAsync(organization, damage);

            await RebuiltAsync(organization);

            (await organization.TablesAsync()).ShouldBe(expected, string.Join("; ", some.Damages));
        }).GetAwaiter().GetResult()));

    [Fact]
    public async Task More_than_one_batch_is_gone_through_and_what_nobody_told_of_is_removed()
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 1100).Select(i => _acme.Execution($"e{i:0000}", parent: i == 0 ? null : $"e{i - 1:0000}", correlation: i == 0 ? "task" : null))]);
        await _acme.RecordAsync([.. Enumerable.Range(0, 600).Select(i => _acme.Artifact($"a{i:0000}", parents: i == 0 ? [] : [$"a{i - 1:0000}"]))]);
        var expected = await _acme.TablesAsync();
        foreach (var damage in Damages) await DamageAsync(_acme, damage);

        var done = await RebuiltAsync(_acme);

        (await _acme.TablesAsync()).ShouldBe(expected);
        (done.Executions, done.Artifacts, done.Forgotten).ShouldBe((1103, 603, 4));
    }

    [Fact]
    public async Task Facts_that_come_in_during_a_rebuild_are_in_the_graph_and_asking_twice_is_one_rebuild()
    {
        var facts = Enumerable.Range(0, 1500).Select(i => _acme.Execution($"e{i:0000}", correlation: "c")).ToArray();
        await _acme.RecordAsync(facts[..1000]);
        await DamageAsync(_acme, Damages[0]);
        await DamageAsync(_acme, Damages[4]);

        var first = await host.Service<Rebuilds>().BeginAsync(_acme.Id, "somebody", CancellationToken.None);
        var racing = Task.WhenAll(facts.Skip(500).Chunk(50).Select(some => _acme.RecordAsync(some)));
        var second = await host.Service<Rebuilds>().BeginAsync(_acme.Id, "somebody else", CancellationToken.None);
        await racing;
        await FinishedAsync(_acme);
        if (second.RebuildId == first.RebuildId) second.RequestedBy.ShouldBe("somebody");

        var untouched = host.NewOrganization();
        await untouched.RecordAsync([.. facts.Select(fact => fact with { OrganizationId = untouched.Id })]);
        (await _acme.TablesAsync()).ShouldBe(await untouched.TablesAsync());
    }

    [Fact]
    public async Task Every_member_of_a_fact_is_in_the_log()
    {
        await _acme.RecordAsync(new RecordLineage
        {
            Executions =
            [
                _acme.Execution("root", correlation: "task"),
                _acme.Execution("full", 2, "failed", parent: "root", trigger: "repair") with
                {
                    RunId = "run", StepNumber = 4, Attempt = 3, CompletedAt = Organization.Moment(9), ErrorType = "timeout", ErrorMessage = "late", CostUsd = 1.25m,
                    Data = JsonSerializer.SerializeToElement(new { plan_id = "p", verdict = "deny", affected_paths = new[] { "a" } }),
                },
            ],
            Artifacts =
            [
                _acme.Artifact("full", 2, parents: ["z", "a"]) with
                {
                    RunId = "run", DerivationRunId = "full", DerivationIntent = "some.intent", ArtifactType = "file", SemanticDescriptor = JsonSerializer.SerializeToElement(new { name = "shown" }),
                },
            ],
        });
        var expected = await _acme.TablesAsync();
        foreach (var table in new[] { "executions", "artifact_index", "artifact_edge" }) await DamageAsync(_acme, $"delete from {table} where organization_id = $1");

        await RebuiltAsync(_acme);

        (await _acme.TablesAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task What_else_happened_during_an_execution_is_no_state_of_it()
    {
        await _acme.RecordAsync(_acme.Execution("e"));
        await _acme.TellAsync(_acme.Event("e", 2, "test_failed", new { status = "failed" }), _acme.Event("never-started", 1, "step_start"));
        var expected = (await _acme.TablesAsync(), (await FailuresAsync()).Count);
        await DamageAsync(_acme, "delete from executions where organization_id = $1");

        await RebuiltAsync(_acme);

        (await _acme.TablesAsync(), (await FailuresAsync()).Count).ShouldBe(expected);
    }

    [Fact]
    public async Task Asking_again_while_one_is_under_way_is_the_same_rebuild_and_afterwards_another()
    {
        await _acme.RecordAsync(_acme.Execution("e"));
        var rebuilds = host.Service<Rebuilds>();
        RebuildState first;
        await using (var database = host.Superuser(host.Options))
        await using (var turn = await database.OpenConnectionAsync())
        await using (var transaction = await turn.BeginTransactionAsync())
        {
            // While somebody else has the organization's turn, no rebuild can end.
            await using var hold = new NpgsqlCommand("select pg_advisory_xact_lock(1279350337, hashtext($1))", turn) { Parameters = { new NpgsqlParameter { Value = _acme.Id.ToString() } } };
            await hold.ExecuteNonQueryAsync();

            first = await rebuilds.BeginAsync(_acme.Id, "somebody", CancellationToken.None);
            var again = await rebuilds.BeginAsync(_acme.Id, "somebody else", CancellationToken.None);

            (again.RebuildId, again.RequestedBy).ShouldBe((first.RebuildId, "somebody"));
        }

        (await FinishedAsync(_acme)).RebuildId.ShouldBe(first.RebuildId);
        (await RebuiltAsync(_acme)).RebuildId.ShouldNotBe(first.RebuildId);
    }

    [Fact]
    public async Task Failures_are_found_again_also_those_after_which_an_execution_went_on()
    {
        await _acme.RecordAsync(
            _acme.Execution("lost", status: "failed") with { ErrorType = "timeout", ErrorMessage = "No answer within 30 s" },
            _acme.Execution("resumed", status: "failed") with { ErrorType = "timeout", ErrorMessage = "No answer within 31 s" },
            _acme.Execution("resumed", sequence: 2, status: "running"));
        var before = await FailuresAsync();
        before.Count.ShouldBe(2);
        await DamageAsync(_acme, "delete from failures where organization_id = $1");

        await RebuiltAsync(_acme);

        (await FailuresAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Only_administrators_ask_for_it_over_HTTP_and_see_how_far_it_is()
    {
        await _acme.RecordAsync(_acme.Execution("e"));
        (await AskAsync(HttpMethod.Post, Roles.ContentManager)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(HttpMethod.Get, Roles.Admin)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var started = await AskAsync(HttpMethod.Post, Roles.Admin);
        await FinishedAsync(_acme);
        using var last = await AskAsync(HttpMethod.Get, Roles.Admin);

        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var (begun, done) = (await ReadAsync(started), await ReadAsync(last));
        (done.RebuildId, done.Phase, done.Executions, done.RequestedBy).ShouldBe((begun.RebuildId, "done", 1, "somebody"));
        done.FinishedAt.ShouldNotBeNull();
    }

    private static Gen<Told> Shape(int ids) =>
        from id in Gen.Choose(0, ids)
        from sequence in Gen.Choose(1, 3)
        from parent in Gen.Frequency((1, Gen.Constant<int?>(null)), (2, Gen.Choose(0, ids + 1).Select(i => (int?)i)))
        select new Told(id, sequence, parent);

    public sealed record Told(int Id, int Sequence, int? Parent);

    public sealed record Case(Told[] Executions, Told[] Artifacts, string[] Damages);

    private async Task DamageAsync(Organization organization, string sql)
    {
        await using var database = host.Superuser(host.Options);
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = organization.Id });
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<string>> FailuresAsync()
    {
        await using var database = host.Superuser(host.Options);
        await using var command = database.CreateCommand("select f::text from failures f where organization_id = $1 order by execution_id");
        command.Parameters.Add(new NpgsqlParameter { Value = _acme.Id });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync()) found.Add(rows.GetString(0));
        return found;
    }

    private async Task<RebuildState> RebuiltAsync(Organization organization)
    {
        await host.Service<Rebuilds>().BeginAsync(organization.Id, "somebody", CancellationToken.None);
        return await FinishedAsync(organization);
    }

    private Task<RebuildState> FinishedAsync(Organization organization) => Eventually.Gives(
        async () => await host.Service<Rebuilds>().FindAsync(organization.Id, CancellationToken.None) is { FinishedAt: not null } done ? done : null, "the end of the rebuild", TimeSpan.FromMinutes(2));

    private Task<HttpResponseMessage> AskAsync(HttpMethod method, string role)
    {
        var request = new HttpRequestMessage(method, "/api/admin/lineage/rebuild");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(_acme.Id, role));
        return host.Http.SendAsync(request);
    }

    private static async Task<RebuildRoutes.Response> ReadAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<RebuildRoutes.Response>(ContractJson.Options))!;
}
