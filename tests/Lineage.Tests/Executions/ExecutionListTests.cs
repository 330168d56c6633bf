using System.Net;
using System.Text.Json;
using Shouldly;

namespace IntentEngine.Lineage.Executions;

public sealed class ExecutionListTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Theory]
    [InlineData("", "e5 e4 e3 e2 e1 e0")]
    [InlineData("?status=failed", "e3 e0")]
    [InlineData("?trigger_kind=retry", "e5 e4 e3")]
    [InlineData("?run_id=run-1", "e5 e3 e1")]
    [InlineData("?name=test.other", "e2")]
    [InlineData("?since=2026-01-01T00:00:40Z", "e5 e4")]
    [InlineData("?since=2026-01-01T00:00:10Z&until=2026-01-01T00:00:40Z", "e3 e2 e1")]
    [InlineData("?verdict=deny", "e4")]
    [InlineData("?risk_level=high", "e4")]
    [InlineData("?parent_execution_id=e0", "e5")]
    [InlineData("?correlation_id=e1", "e1")]
    [InlineData("?status=failed&trigger_kind=retry", "e3")]
    public async Task Every_filter_narrows_and_the_total_is_real(string query, string expected)
    {
        await RecordSixAsync();

        var ids = expected.Split(' ');
        var list = await _acme.GetAsync<ExecutionList.Page>($"/executions{query}");

        list.Executions.Select(e => e.ExecutionId).ShouldBe(ids);
        list.Total.ShouldBe(ids.Length);
    }

    [Fact]
    public async Task Pages_put_together_are_the_whole_list()
    {
        await RecordSixAsync();

        var pages = new List<ExecutionList.Page>();
        for (var offset = 0; offset < 6; offset += 4) pages.Add(await _acme.GetAsync<ExecutionList.Page>($"/api/executions?limit=4&offset={offset}"));

        pages.SelectMany(p => p.Executions).Select(e => e.ExecutionId).ShouldBe(["e5", "e4", "e3", "e2", "e1", "e0"]);
        pages.ShouldAllBe(p => p.Total == 6);
    }

    [Theory, InlineData(""), InlineData("&trigger_kind=retry"), InlineData("&run_id=run-1")]
    public async Task Pages_by_cursor_put_together_are_the_whole_list_and_the_cursor_is_good_for_no_other(string filter)
    {
        await RecordSixAsync();
        var whole = await _acme.GetAsync<ExecutionList.Page>($"/executions?limit=100{filter}");
        whole.NextCursor.ShouldBeNull();

        var pages = new List<ExecutionList.Page> { await _acme.GetAsync<ExecutionList.Page>($"/executions?limit=2{filter}") };
        while (pages[^1].NextCursor is { } cursor) pages.Add(await _acme.GetAsync<ExecutionList.Page>($"/executions?limit=2{filter}&cursor={cursor}"));

        pages.SelectMany(p => p.Executions).ShouldBe(whole.Executions);
        pages.ShouldAllBe(p => p.Total == whole.Executions.Count && p.TotalIsExact);
        foreach (var other in new[] { "status=failed", "since=2026-01-01T00:00:00Z", "until=2027-01-01T00:00:00Z", "risk_level=high" })
            (await _acme.RefusalAsync($"/executions?{other}{filter}&cursor={pages[0].NextCursor}")).Detail.ShouldContain("cursor", customMessage: other);
    }

    [Fact]
    public async Task Executions_of_one_moment_are_paged_by_id()
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 7).Select(i => _acme.Execution($"e{i}"))]);

        var ids = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _acme.GetAsync<ExecutionList.Page>($"/executions?limit=3{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            ids.AddRange(page.Executions.Select(e => e.ExecutionId));
            cursor = page.NextCursor;
        }

        ids.ShouldBe(["e0", "e1", "e2", "e3", "e4", "e5", "e6"]);
    }

    /// <summary>Rows from before triggers and correlations existed (seed 002, backward compatibility).</summary>
    [Fact]
    public async Task Old_rows_are_roots_that_somebody_started_by_hand()
    {
        await using var database = host.Superuser(host.Options);
        await using var command = database.CreateCommand("insert into executions (organization_id, execution_id, name, status, sequence, fact_id, updated_at) values ($1, 'old', 'x', 'completed', 1, gen_random_uuid(), now())");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = _acme.Id });
        await command.ExecuteNonQueryAsync();

        foreach (var query in new[] { "trigger_kind=manual", "correlation_id=old" })
            (await _acme.GetAsync<ExecutionList.Page>($"/executions?{query}")).Executions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                e => e.TriggerKind.ShouldBe("manual"), e => e.CorrelationId.ShouldBe("old"), e => e.ParentExecutionId.ShouldBeNull());
        (await _acme.GetAsync<CorrelationChain>("/executions/correlation/old")).RootExecutionId.ShouldBe("old");
        (await _acme.GetAsync<Anomalies.AnomalyPage>("/executions/anomalies")).Anomalies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_list_is_counted_to_a_thousand()
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 1001).Select(i => _acme.Execution($"e{i}"))]);

        var list = await _acme.GetAsync<ExecutionList.Page>("/executions?limit=1");

        (list.Total, list.TotalIsExact).ShouldBe((1000, false));
    }

    [Theory]
    [InlineData("/executions?limit=0", "limit")]
    [InlineData("/executions?limit=101", "limit")]
    [InlineData("/executions?limit=many", "limit")]
    [InlineData("/executions?offset=-1", "offset")]
    [InlineData("/executions?since=yesterday", "since")]
    [InlineData("/executions?status=%00", "status")]
    [InlineData("/executions?name=", "name")]
    [InlineData("/executions/e0/lineage?depth=0", "depth")]
    [InlineData("/executions/e0/lineage?depth=10001", "depth")]
    [InlineData("/executions/e0/lineage?direction=sideways", "direction")]
    [InlineData("/executions/e0/lineage?limit=0", "limit")]
    [InlineData("/executions/e0/lineage?limit=10001", "limit")]
    [InlineData("/executions/e0/lineage?kinds=", "kinds")]
    [InlineData("/executions/e0/lineage?fields=core,secrets", "fields")]
    [InlineData("/executions/e0/lineage?cursor=AAAA", "cursor")]
    [InlineData("/executions/e0/lineage?as_of=then", "as_of")]
    [InlineData("/executions?cursor=!", "cursor")]
    [InlineData("/executions?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "until")]
    [InlineData("/executions/anomalies?limit=9", "limit")]
    [InlineData("/executions/anomalies?cursor=AAAA", "cursor")]
    [InlineData("/executions/correlation/e0?cursor=AAAA", "cursor")]
    [InlineData("/executions/correlation/e0?fields=none", "fields")]
    [InlineData("/executions/e0/lineage?depth=deep", "depth")]
    [InlineData("/executions/e0/events?tail=2001", "tail")]
    [InlineData("/executions/correlation/e0?limit=501", "limit")]
    public async Task Bad_input_is_refused_with_the_name_of_the_field(string path, string field)
    {
        await RecordSixAsync();

        var (status, detail) = await _acme.RefusalAsync(path);

        status.ShouldBe(HttpStatusCode.BadRequest);
        detail.ShouldContain(field);
    }

    [Theory]
    [InlineData("/executions/nobody")]
    [InlineData("/executions/nobody/events")]
    [InlineData("/api/artifact-index/nothing")]
    public async Task What_is_not_there_is_not_found(string path) =>
        (await _acme.RefusalAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task An_id_of_any_length_is_at_most_not_found() =>
        (await _acme.RefusalAsync($"/executions/{new string('x', 3000)}/lineage")).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task What_a_change_set_said_about_itself_is_shown()
    {
        var data = JsonSerializer.SerializeToElement(new { plan_id = "plan_001", verdict = "allow", risk_level = "low", affected_paths = new[] { "a.py", "b.py" }, more = 1 });
        await _acme.RecordAsync(_acme.Execution("e") with { Data = data });

        var found = await _acme.GetAsync<ExecutionById.Response>("/executions/e");

        (found.Execution.PlanId, found.Execution.Verdict, found.Execution.RiskLevel, found.Execution.FilesChanged).ShouldBe(("plan_001", "allow", "low", 2));
        found.Data!.Value.GetProperty("more").GetInt32().ShouldBe(1);
    }

    private Task RecordSixAsync() => _acme.RecordAsync([.. Enumerable.Range(0, 6).Select(i =>
        _acme.Execution($"e{i}", status: i % 3 == 0 ? "failed" : "completed", trigger: i < 3 ? "manual" : "retry", at: i * 10) with
        {
            RunId = $"run-{i % 2}",
            Name = i == 2 ? "test.other" : "test.step",
            ParentExecutionId = i == 5 ? "e0" : null,
            CorrelationId = i == 5 ? "e5" : null,
            Data = i == 4 ? JsonSerializer.SerializeToElement(new { verdict = "deny", risk_level = "high" }) : null,
        })]);
}
