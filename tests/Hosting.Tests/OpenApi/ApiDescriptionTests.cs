using System.Net;
using System.Text.Json.Nodes;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shouldly;

namespace IntentEngine.Hosting.OpenApi;

public sealed class ApiDescriptionTests
{
    public sealed record Wish(Guid TargetId, string DisplayName);

    [Fact]
    public async Task The_document_is_in_snake_case_names_the_scheme_and_describes_paging_and_keys()
    {
        await using var host = await TestHost.StartAsync(app =>
        {
            var group = app.MapGroup("/wishes").RequireAuthorization(Policies.Member).WithIdempotencyKey();
            group.MapGet("", (Paging paging) => TypedResults.Ok(new Wish[paging.Limit]));
            group.MapPost("", (Wish wish) => TypedResults.Ok(wish));
        });

        using var answer = await host.GetAsync("/openapi/v1.json");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        document["components"]!["schemas"]!["ApiDescriptionTestsWish"]!["properties"]!.AsObject().Select(p => p.Key).ShouldBe(["target_id", "display_name"]);
        document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>().ShouldBe("bearer");
        document["security"]!.ToJsonString().ShouldContain("bearer");
        Parameters(document, "get").ShouldBe(["limit", "offset"]);
        Parameters(document, "post").ShouldBe(["Idempotency-Key"]);
    }

    [Fact]
    public async Task Problems_follow_from_a_route_s_shape_and_from_what_it_states()
    {
        await using var host = await TestHost.StartAsync(app =>
        {
            var group = app.MapGroup("/wishes").RequireAuthorization(Policies.Member).WithIdempotencyKey();
            group.MapGet("", () => TypedResults.Ok(1));
            group.MapGet("/{id:guid}", (Guid id) => TypedResults.Ok(id)).WithProblems(423);
            group.MapPost("", (Wish wish) => TypedResults.Ok(wish));
            app.MapGet("/open", () => TypedResults.Ok(1)).AllowAnonymous();
        });

        var document = JsonNode.Parse(await (await host.GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync())!;

        Refusals(document, "/wishes", "get").ShouldBe(["401", "403", "default"]);
        Refusals(document, "/wishes/{id}", "get").ShouldBe(["400", "401", "403", "404", "423", "default"]);
        Refusals(document, "/wishes", "post").ShouldBe(["400", "401", "403", "409", "413", "415", "422", "default"]);
        Refusals(document, "/open", "get").ShouldBe(["default"]);
        var locked = document["paths"]!["/wishes/{id}"]!["get"]!["responses"]!["423"]!["$ref"]!.GetValue<string>();
        document[locked.Split('/')[1]]![locked.Split('/')[2]]![locked.Split('/')[3]]!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/Problem");
    }

    [Fact]
    public async Task A_merged_description_replaces_the_own_one()
    {
        await using var app = ServiceHost.Build(
            ["--environment=Development", "--Authentication:DevelopmentKeyFile=" + Path.Combine(Directory.CreateTempSubdirectory().FullName, "key.json")],
            new ServiceModule
            {
                Name = "merged",
                AddServices = (_, _) => { },
                MapRoutes = routes => routes.MapGet("/openapi/v1.json", () => "mine").AllowAnonymous(),
                MapsOpenApi = true,
            });

        ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints)
            .Count(e => e.DisplayName!.Contains("openapi", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static IEnumerable<string> Refusals(JsonNode document, string path, string method) =>
        document["paths"]![path]![method]!["responses"]!.AsObject().Select(r => r.Key).Where(key => !key.StartsWith('2'));

    private static IEnumerable<string> Parameters(JsonNode document, string method) =>
        document["paths"]!["/wishes"]![method]!["parameters"]!.AsArray().Select(p => p!["name"]!.GetValue<string>());
}
