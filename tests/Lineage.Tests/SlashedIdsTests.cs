using System.Net;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Artifacts;
using IntentEngine.Lineage.Events;
using IntentEngine.Lineage.Executions;
using Shouldly;

namespace IntentEngine.Lineage;

public sealed class SlashedIdsTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Theory]
    [InlineData("/executions/{0}")]
    [InlineData("/api/executions/{0}")]
    [InlineData("/executions/{0}/lineage")]
    [InlineData("/executions/{0}/path/plain")]
    [InlineData("/executions/plain/path/{0}")]
    [InlineData("/executions/{0}/events")]
    [InlineData("/executions/{0}/similar")]
    [InlineData("/executions/{0}/repairs")]
    [InlineData("/executions/{0}/export")]
    [InlineData("/executions/correlation/{0}")]
    [InlineData("/executions/correlation/{0}/events")]
    [InlineData("/api/artifact-index/{0}")]
    [InlineData("/api/artifact-index/{0}/lineage")]
    [InlineData("/api/artifact-index/{0}/impact")]
    [InlineData("/api/artifact-index/{0}/proof")]
    [InlineData("/api/artifact-index/{0}/export")]
    public async Task An_id_with_slashes_is_found_on_every_route(string route)
    {
        const string Id = "s3://bucket/a b";
        await _acme.RecordAsync(new RecordLineage
        {
            Executions = [_acme.Execution(Id, status: "failed", correlation: Id), _acme.Execution("plain", parent: Id, correlation: Id)],
            Artifacts = [_acme.Artifact(Id)],
        });

        var answer = await LiveStream.AskAsync(host, _acme, string.Format(System.Globalization.CultureInfo.InvariantCulture, route, Uri.EscapeDataString(Id)));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_id_with_an_escaped_slash_in_it_is_another_one()
    {
        await _acme.RecordAsync(_acme.Execution("a/b"), _acme.Execution("a%2Fb"));

        (await _acme.GetAsync<ExecutionById.Response>("/executions/a%2Fb")).Execution.ExecutionId.ShouldBe("a/b");
        (await _acme.GetAsync<ExecutionById.Response>("/executions/a%2fb")).Execution.ExecutionId.ShouldBe("a/b");
        (await _acme.GetAsync<ExecutionById.Response>("/executions/a%252Fb")).Execution.ExecutionId.ShouldBe("a%2Fb");
        (await _acme.RefusalAsync("/executions/a/b")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
