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

    [Theory]
    [InlineData("/executions?limit=0", "limit")]
    [InlineData("/executions?limit=101", "limit")]
    [InlineData("/executions?limit=many", "limit")]
    [InlineData("/executions?offset=-1", "offset")]
    [InlineData("/executions?since=yesterday", "since")]
    [InlineData("/executions?status=%00", "status")]
    [InlineData("/executions?name=", "name")]
    [InlineData("/executions/e0/lineage?depth=0", "depth")]
    [InlineData("/executions/e0/lineage?depth=101", "depth")]
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
        })]);
}
