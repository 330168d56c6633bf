using Shouldly;
using Xunit;

namespace IntentEngine.Client.Executions;

public sealed class ExecutionsClientTests
{
    private const string One = """{"execution_id":"a/b","correlation_id":"c","trigger_kind":"manual","name":"content","status":"completed","attempt":1,"updated_at":"2026-01-01T00:00:00+00:00"}""";

    [Fact]
    public async Task Ids_of_others_cannot_change_the_path()
    {
        await using var server = await StubServer.Start(
            StubServer.Json(200, $$"""{"execution":{{One}}}"""),
            StubServer.Json(200, $$"""{"correlation_id":"c","total_executions":1,"root_execution_id":"a/b","root_execution_ids":["a/b"],"executions":[{{One}}]}"""),
            StubServer.Json(200, $$"""{"execution":{{One}},"ancestors":[],"descendants":[],"siblings":[],"complete":false,"truncated_by":"depth"}"""));
        var executions = server.Client().Executions;
        (await executions.GetAsync("a/b")).Name.ShouldBe("content");
        (await executions.CorrelationAsync("c?x")).Executions.ShouldHaveSingleItem().ExecutionId.ShouldBe("a/b");
        (await executions.LineageAsync("../a", depth: 3)).TruncatedBy.ShouldBe("depth");
        server.Requests.Select(request => request.Path).ShouldBe(["/api/executions/a%2Fb", "/api/executions/correlation/c%3Fx?limit=500", "/api/executions/..%2Fa/lineage?depth=3"]);
    }
}
