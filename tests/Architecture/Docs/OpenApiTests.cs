using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Architecture.Hosts;

namespace IntentEngine.Architecture.Docs;

/// <summary>What each service says about its HTTP API, taken from the running host, is committed: a change of it shows in review.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("intents")]
    [InlineData("workflows")]
    [InlineData("lineage")]
    public async Task The_committed_description_is_what_the_service_answers(string service)
    {
        var folder = Directory.CreateTempSubdirectory("architecture-").FullName;
        try
        {
            await using var app = ServiceHosts.Development(service, folder);
            await app.StartAsync();
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
            document["paths"]!.AsObject().Count.ShouldBeGreaterThan(3);
            Generated.Check($"docs/openapi/{service}.json", document.ToJsonString(Readable) + "\n");
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
