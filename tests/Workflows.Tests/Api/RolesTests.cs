using System.Net;
using System.Text.Json;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Api;

public sealed class RolesTests(ClassHost host) : IClassFixture<ClassHost>
{
    private static readonly string[] Everybody = ["member", "content_manager", "admin", "worker"];
    private static readonly string[] People = ["member", "content_manager", "admin"];
    private static readonly string[] Deciders = ["content_manager", "admin"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CreateWorkflow"] = People,
        ["ListWorkflows"] = Everybody,
        ["GetWorkflow"] = Everybody,
        ["ExecuteStep"] = People,
        ["ApproveItems"] = Deciders,
        ["RejectWorkflow"] = Deciders,
        ["CancelWorkflow"] = Deciders,
        ["WorkflowAudit"] = Everybody,
        ["OrganizationAudit"] = ["admin"],
        ["PutProfile"] = People,
        ["GetProfile"] = Everybody,
        ["GetArticle"] = Everybody,
        ["ListArticles"] = Everybody,
    };

    private readonly Organization _organization = new(host.Host);

    [Fact]
    public async Task Every_route_lets_in_exactly_the_roles_it_is_for()
    {
        var before = await _organization.Fingerprint();
        var routes = Route.All(host.Host);
        routes.Select(r => r.Name).ShouldBe(Allowed.Keys, ignoreOrder: true);

        foreach (var route in routes)
        {
            foreach (var role in Everybody)
            {
                // Nobody's id: whoever is let in finds nothing, and nothing is written. Creating is tried with a body that is refused.
                var body = route.Name == "CreateWorkflow" ? new { name = " " } : route.Body(Guid.NewGuid());
                var answer = await _organization.Send(route.Method, route.Path(Guid.NewGuid()), body is null ? null : JsonSerializer.Serialize(body), role);
                if (Allowed[route.Name].Contains(role)) answer.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
                else answer.ShouldRefuse(HttpStatusCode.Forbidden).Body.GetProperty("required_roles").EnumerateArray().Select(r => r.GetString()!).ShouldBe(Allowed[route.Name], ignoreOrder: true);
            }

            (await _organization.Send(route.Method, route.Path(Guid.NewGuid()), null, role: null)).ShouldRefuse(HttpStatusCode.Unauthorized);
        }

        (await _organization.Fingerprint()).ShouldBe(before);
        (await _organization.AuditRows()).ShouldBe(0);
    }

    [Fact]
    public async Task A_member_may_start_and_trigger_but_not_decide()
    {
        var workflow = await _organization.AtSeeds();
        await workflow.ShouldBeSound();
        var before = await _organization.Fingerprint();

        (await workflow.Approve("seed_keywords", null, role: "member")).ShouldRefuse(HttpStatusCode.Forbidden);
        (await workflow.Reject(1, role: "member")).ShouldRefuse(HttpStatusCode.Forbidden);
        (await workflow.Cancel("worker")).ShouldRefuse(HttpStatusCode.Forbidden);

        (await _organization.Fingerprint()).ShouldBe(before);
        (await workflow.Approve("seed_keywords", null, role: "admin")).ShouldBe(HttpStatusCode.OK);
    }
}
