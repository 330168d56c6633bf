using System.Net;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Api;

/// <summary>What another organization sees of a workflow: nothing, on every route there is.</summary>
public sealed class IsolationTests(ClassHost host) : IClassFixture<ClassHost>
{
    private static readonly string[] Lists = ["ListWorkflows", "ListArticles", "OrganizationAudit"];

    [Fact]
    public async Task On_every_route_another_organization_finds_nothing_and_leaves_nothing()
    {
        var (owner, stranger) = (new Organization(host.Host), new Organization(host.Host));
        var workflow = await owner.AtSeeds();
        (await owner.Put($"/api/organizations/{owner.Id}/profile", Organization.Profile)).ShouldBe(HttpStatusCode.OK);
        await workflow.ShouldBeSound();
        var seed = (await workflow.Seeds())[0];
        var (before, rows, nothing) = (await owner.Fingerprint(), await owner.AuditRows(), await stranger.Fingerprint());
        var routes = Route.All(host.Host).Where(r => r.Name != "CreateWorkflow").ToList();
        routes.Count.ShouldBeGreaterThan(10);

        foreach (var route in routes)
        {
            foreach (var id in (Guid[])[workflow.Id, owner.Id])
            {
                var body = route.Body(seed);
                var answer = await stranger.Send(route.Method, route.Path(id), body is null ? null : System.Text.Json.JsonSerializer.Serialize(body), "admin");
                if (Lists.Contains(route.Name)) answer.ShouldBe(HttpStatusCode.OK)["total"].ShouldBe("0", route.Name);
                else answer.ShouldRefuse(HttpStatusCode.NotFound);
            }
        }

        (await owner.Fingerprint()).ShouldBe(before);
        (await owner.AuditRows()).ShouldBe(rows);
        (await stranger.Fingerprint()).ShouldBe(nothing);
        (await stranger.AuditRows()).ShouldBe(0);
    }

    [Fact]
    public async Task Naming_another_organization_does_not_help()
    {
        var (owner, stranger) = (new Organization(host.Host), new Organization(host.Host));
        await owner.AtSeeds();

        (await stranger.Post(Organization.Workflows, new { name = "theirs", organization_id = owner.Id })).ShouldRefuse(HttpStatusCode.NotFound);
        (await stranger.Get($"{Organization.Workflows}?organization_id={owner.Id}")).ShouldRefuse(HttpStatusCode.NotFound);
        (await stranger.Get($"/api/intent/audit/logs?workflow_id={owner.Id}", "admin"))["total"].ShouldBe("0");

        (await owner.One<long>("select count(*) from intent_workflows")).ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_workflow_and_a_foreign_one_look_the_same()
    {
        var (owner, stranger) = (new Organization(host.Host), new Organization(host.Host));
        var workflow = await owner.AtSeeds();
        var missing = Guid.NewGuid();

        var foreign = (await stranger.Get(workflow.Path)).ShouldRefuse(HttpStatusCode.NotFound);
        var unknown = (await stranger.Get($"{Organization.Workflows}/{missing}")).ShouldRefuse(HttpStatusCode.NotFound);

        foreign["detail"]!.Replace(workflow.Id.ToString(), "X", StringComparison.Ordinal).ShouldBe(unknown["detail"]!.Replace(missing.ToString(), "X", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_idempotency_key_of_two_organizations_means_two_workflows()
    {
        var (one, other) = (new Organization(host.Host), new Organization(host.Host));
        var body = new { name = "same", profile = Organization.Profile };

        var first = await one.Post(Organization.Workflows, body, key: "same key");
        var second = await other.Post(Organization.Workflows, body, key: "same key");

        first.ShouldBe(HttpStatusCode.Created)["id"].ShouldNotBe(second.ShouldBe(HttpStatusCode.Created)["id"]);
    }
}
