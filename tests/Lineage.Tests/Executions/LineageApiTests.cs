using System.Net;
using System.Text.Json;
using Shouldly;
using static IntentEngine.Lineage.SeedGraph;

namespace IntentEngine.Lineage.Executions;

/// <summary>The five API tests of seed 002, under its names, on both prefixes.</summary>
public sealed class LineageApiTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Theory, InlineData(""), InlineData("/api")]
    public async Task Get_execution_lineage(string prefix)
    {
        await _acme.RecordAsync(Facts(_acme));

        var lineage = await _acme.GetAsync<JsonElement>($"{prefix}/executions/exec_child1/lineage");

        lineage.GetProperty("execution").GetProperty("trigger_kind").GetString().ShouldBe("retry");
        lineage.GetProperty("execution").GetProperty("parent_execution_id").GetString().ShouldBe("exec_root");
        Ids(lineage, "ancestors").ShouldBe(["exec_root"]);
        Ids(lineage, "descendants").ShouldBe(["exec_grandchild"]);
        Ids(lineage, "siblings").ShouldBe(["exec_child2"]);
        lineage.GetProperty("complete").GetBoolean().ShouldBeTrue();
    }

    [Theory, InlineData(""), InlineData("/api")]
    public async Task Get_correlation_chain(string prefix)
    {
        await _acme.RecordAsync(Facts(_acme));

        var chain = await _acme.GetAsync<JsonElement>($"{prefix}/executions/correlation/corr_abc123?limit=2");

        chain.GetProperty("total_executions").GetInt32().ShouldBe(4);
        chain.GetProperty("root_execution_id").GetString().ShouldBe("exec_root");
        chain.GetProperty("root_execution_ids").EnumerateArray().Select(e => e.GetString()).ShouldBe(["exec_root"]);
        Ids(chain, "executions").ShouldBe(["exec_root", "exec_child1"]);
    }

    [Theory, InlineData(""), InlineData("/api")]
    public async Task List_executions_by_correlation(string prefix)
    {
        await _acme.RecordAsync([.. Facts(_acme), _acme.Execution("stranger", correlation: "other", at: 99)]);

        var list = await _acme.GetAsync<JsonElement>($"{prefix}/executions?correlation_id=corr_abc123&limit=3");

        list.GetProperty("total").GetInt32().ShouldBe(4);
        Ids(list, "executions").ShouldBe(["exec_grandchild", "exec_child2", "exec_child1"]);
    }

    [Theory, InlineData(""), InlineData("/api")]
    public async Task Lineage_not_found(string prefix) =>
        (await _acme.RefusalAsync($"{prefix}/executions/nobody/lineage")).Status.ShouldBe(HttpStatusCode.NotFound);

    [Theory, InlineData(""), InlineData("/api")]
    public async Task Correlation_not_found(string prefix) =>
        (await _acme.RefusalAsync($"{prefix}/executions/correlation/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);

    private static IEnumerable<string?> Ids(JsonElement answer, string list) =>
        answer.GetProperty(list).EnumerateArray().Select(e => e.GetProperty("execution_id").GetString());
}
