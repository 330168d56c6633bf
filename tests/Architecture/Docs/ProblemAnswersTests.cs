using System.Reflection;
using System.Text.Json.Nodes;
using IntentEngine.Architecture.Hosts;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Architecture.Docs;

/// <summary>Clients learn from the description what they may be refused with: every problem that a route's code can answer is in it.</summary>
public sealed class ProblemAnswersTests
{
    public static TheoryData<string> Services => ["intents", "workflows", "lineage"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_problem_that_a_handler_can_answer_is_described(string service)
    {
        await using var app = ServiceHosts.Production(service);
        var document = JsonNode.Parse(Repository.Read($"docs/openapi/{service}.json"))!;
        var missing =
            from endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<MethodInfo>() is not null
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            where Operation(document, endpoint, method) is not null
            from status in ReachableProblems.From(endpoint.Metadata.GetMetadata<MethodInfo>()!)
            where Operation(document, endpoint, method)!["responses"]!["" + status] is null
            select $"{method} {endpoint.RoutePattern.RawText} can answer {status}; add .WithProblems({status}) to the route, or its group.";
        missing.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_operation_says_what_an_unknown_caller_and_a_fault_are_answered(string service)
    {
        var operations = JsonNode.Parse(Repository.Read($"docs/openapi/{service}.json"))!["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => (Name: $"{method.Key} {path.Key}", Responses: method.Value!["responses"]!.AsObject()))).ToArray();
        operations.ShouldNotBeEmpty();
        operations.Where(o => !o.Responses.ContainsKey("401") || !o.Responses.ContainsKey("403") || !o.Responses.ContainsKey("default")).ShouldBeEmpty();
    }

    [Fact]
    public void Problems_are_found_behind_helpers_closures_and_awaits() =>
        ReachableProblems.From(((Delegate)Sample).Method).ShouldBe([404, 409, 423]);

    private static async Task<Results<Ok, ProblemHttpResult>> Sample(int id)
    {
        await Task.Yield();
        Func<ProblemHttpResult> later = () => Problems.Locked("closed");
        return id switch { 0 => TypedResults.Ok(), 1 => later(), 2 => Gone(), _ => Problems.Conflict("no") };
    }

    private static ProblemHttpResult Gone() => Problems.NotFound("gone");

    private static JsonNode? Operation(JsonNode document, RouteEndpoint endpoint, string method) =>
        document["paths"]!.AsObject().FirstOrDefault(path => Shape(path.Key) == Shape(endpoint.RoutePattern.RawText!)).Value?[method.ToLowerInvariant()];

    // Constraints of parameters ({id:guid}) are not part of a described path, nor are slashes at its end.
    private static string Shape(string path) => "/" + string.Join('/', path.Trim('/').Split('/').Select(part => part.StartsWith('{') ? "{}" : part));
}
