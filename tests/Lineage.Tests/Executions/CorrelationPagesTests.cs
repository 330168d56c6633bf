using Shouldly;

namespace IntentEngine.Lineage.Executions;

public sealed class CorrelationPagesTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Theory, InlineData(1), InlineData(4), InlineData(500)]
    public async Task Pages_put_together_are_the_whole_correlation(int limit)
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 9).Select(i => _acme.Execution($"e{i}", parent: i < 2 ? null : "e0", correlation: "c", at: i / 3))]);

        var pages = new List<CorrelationChain> { await ChainAsync($"limit={limit}") };
        while (pages[^1].NextCursor is { } cursor) pages.Add(await ChainAsync($"limit={limit}&cursor={cursor}"));

        pages.SelectMany(p => p.Executions).Ids().ShouldBe(Enumerable.Range(0, 9).Select(i => $"e{i}"));
        pages.ShouldAllBe(p => p.TotalExecutions == 9 && p.TotalIsExact && p.RootExecutionId == "e0" && p.LatestExecutionId == "e8");
        pages.ShouldAllBe(p => p.RootExecutionIds.Count == Math.Min(limit, 2));
    }

    [Fact]
    public async Task Fields_leave_out_what_is_not_asked_for()
    {
        await _acme.RecordAsync(_acme.Execution("e", correlation: "c", status: "failed") with { ErrorType = "broken", CostUsd = 2 });

        (await ChainAsync("fields=core")).Executions[0].ShouldSatisfyAllConditions(e => e.ErrorType.ShouldBeNull(), e => e.CostUsd.ShouldBeNull(), e => e.Status.ShouldBe("failed"));
        (await ChainAsync("fields=cost")).Executions[0].ShouldSatisfyAllConditions(e => e.ErrorType.ShouldBeNull(), e => e.CostUsd.ShouldBe(2));
        (await ChainAsync("")).Executions[0].ShouldSatisfyAllConditions(e => e.ErrorType.ShouldBe("broken"), e => e.CostUsd.ShouldBe(2));
    }

    private Task<CorrelationChain> ChainAsync(string query) => _acme.GetAsync<CorrelationChain>($"/executions/correlation/c?{query}");
}
