using System.Net;
using System.Text.Json.Nodes;
using IntentEngine.Support;
using Shouldly;

namespace IntentEngine.Gateway.OpenApi;

public sealed class MergedDescriptionTests
{
    [Fact]
    public async Task The_gateway_answers_with_the_routes_of_all_services_and_asks_them_once()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.WhenReadyAnswersAsync(HttpStatusCode.OK);

        JsonNode document = null!;
        var asked = 0;
        // A description that lacks a service, because its health is not known at that moment, is not kept.
        await Eventually.Holds(async () =>
        {
            asked = gateway.Intents.Described;
            document = JsonNode.Parse(await gateway.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
            return asked > 0 && gateway.Intents.Described == asked;
        }, "a description that is kept");

        document["paths"]!.AsObject().Select(p => p.Key).ShouldBe(["/api/intents", "/api/workflows"], ignoreOrder: true);
        for (var turn = 0; turn < 3; turn++) await gateway.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        gateway.Intents.Described.ShouldBe(asked);
    }

    [Fact]
    public void Components_of_one_name_and_two_shapes_are_kept_apart()
    {
        var merged = MergedDescription.Of(new Dictionary<string, JsonObject> { ["intents"] = Document("intents"), ["lineage"] = Document("lineage") });

        var schemas = merged["components"]!["schemas"]!.AsObject();
        schemas.Select(s => s.Key).ShouldBe(["Page", "Problem", "LineagePage"], ignoreOrder: true);
        merged["paths"]!["/intents"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/Page");
        merged["paths"]!["/lineage"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/LineagePage");
        schemas["LineagePage"]!["items"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/LineagePage");
        schemas["Page"]!["title"]!.GetValue<string>().ShouldBe("intents");
    }

    [Fact]
    public void Every_operation_may_be_refused_for_asking_too_often()
    {
        var service = JsonNode.Parse("""
            { "paths": { "/wishes": { "get": { "responses": { "200": {} } }, "post": { "responses": {} } } }, "components": { "responses": { "TooManyRequests": {} } } }
            """)!.AsObject();

        var wishes = MergedDescription.Of(new Dictionary<string, JsonObject> { ["intents"] = service })["paths"]!["/wishes"]!.AsObject();

        wishes.ShouldAllBe(operation => operation.Value!["responses"]!["429"]!["$ref"]!.GetValue<string>() == "#/components/responses/TooManyRequests");
        wishes.Count.ShouldBe(2);
    }

    private static JsonObject Document(string service) => JsonNode.Parse($$$"""
        {
          "openapi": "3.1.1",
          "paths": { "/{{{service}}}": { "$ref": "#/components/schemas/Page" } },
          "components": { "schemas": {
            "Page": { "title": "{{{service}}}", "items": { "$ref": "#/components/schemas/Page" } },
            "Problem": { "type": "object" } } }
        }
        """)!.AsObject();
}
