using System.Net.Http.Headers;
using System.Text.Json;
using IntentEngine.EndToEnd.Clusters;
using IntentEngine.EndToEnd.Driving;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Support;

namespace IntentEngine.EndToEnd.Parsing;

/// <summary>The flow of seed 000 over RabbitMQ: Intents takes the file and the choice, one of two Workflows processes parses, Lineage knows what came of what.</summary>
[Collection(OneCluster.Name)]
public sealed class DistributedParsingTests(ClusterFixture fixture)
{
    private const string Orders = "order,total\n1,49.90\n2,7\n";

    private readonly Guid _organization = Guid.NewGuid();

    [Fact(Timeout = 180_000)]
    public async Task A_file_is_parsed_by_another_process_as_was_chosen_and_its_lineage_is_known_to_a_third()
    {
        var file = await Upload();
        using var intents = Api("intents");
        var chosen = await intents.Send(HttpMethod.Post, "/api/intents", new { intent_type = "parse_content", target_artifact_id = file, context = new { ingestion_profile = "structured" } });
        chosen.Status.ShouldBe(201, chosen.Body);
        var intent = chosen.Json.GetProperty("intent_id").GetString()!;

        var started = await intents.Send(HttpMethod.Post, $"/api/intents/{intent}/execute", new { });
        started.Status.ShouldBe(202, started.Body);

        var done = await Found(intents, $"/api/intents/{intent}", view => view.GetProperty("status").GetString() is "completed" or "failed", "the end of the intent");
        done.GetProperty("status").GetString().ShouldBe("completed", done.GetRawText());
        var parsed = done.GetProperty("result").GetProperty("parsed_artifact_id").GetString()!;
        var document = await Found(intents, $"/api/artifacts/{parsed}/content", _ => true, "the parsed document");
        document.GetProperty("tables")[0].GetProperty("rows").GetRawText().ShouldBe("[[1,49.90],[2,7]]");

        using var lineage = Api("lineage");
        var entry = await Found(lineage, $"/api/artifact-index/{parsed}", _ => true, "the entry in the index");
        entry.GetProperty("lineage").GetProperty("derived_from").EnumerateArray().Select(parent => parent.GetString()).ShouldBe([file]);
        entry.GetProperty("lineage").GetProperty("derivation_run_id").GetString().ShouldBe(started.Json.GetProperty("execution_id").GetString());
    }

    private async Task<string> Upload()
    {
        using var http = new HttpClient { BaseAddress = AddressOf("intents") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        using var content = new StringContent(Orders, new MediaTypeHeaderValue("text/csv"));
        using var uploaded = await http.PostAsync(new Uri("/api/artifacts?name=orders.csv", UriKind.Relative), content);
        var body = await uploaded.Content.ReadAsStringAsync();
        ((int)uploaded.StatusCode).ShouldBe(201, body);
        return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("artifact_id").GetString()!;
    }

    private static async Task<JsonElement> Found(EngineApi api, string path, Func<JsonElement, bool> wanted, string what) =>
        (await Eventually.Gives(async () => await api.Send(HttpMethod.Get, path) is { Status: 200 } answer && wanted(answer.Json) ? answer : null, what, TimeSpan.FromMinutes(2))).Json;

    private EngineApi Api(string service) => new([AddressOf(service)], Token());

    private Uri AddressOf(string service) => fixture.Cluster.Services.Single(s => s.Name == service).Address;

    private string Token() => fixture.Cluster.Tokens.Issue(["member"], _organization, "member-1", DevelopmentTokens.MaximumLifetime);
}
