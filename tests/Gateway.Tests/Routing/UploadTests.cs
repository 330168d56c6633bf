using System.Net;
using Shouldly;

namespace IntentEngine.Gateway.Routing;

/// <summary>Contents of artifacts are larger than other bodies, and have a limit of their own.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private const int Limit = 1_000_000;
    private const int Envelope = 64 * 1024;

    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await TestGateway.StartAsync($"--Gateway:Limits:UploadBytes={Limit}");

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task A_content_of_the_limit_with_its_envelope_reaches_the_registry()
    {
        var echo = await gateway.EchoAsync(HttpMethod.Post, "/api/artifacts?name=a.csv", Text(Limit + Envelope));

        echo["backend"]!.GetValue<string>().ShouldBe("intents");
        echo["body"]!.GetValue<string>().Length.ShouldBe(Limit + Envelope);
    }

    [Fact]
    public async Task More_is_refused_at_the_door() =>
        await gateway.ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, "/api/artifacts", gateway.Token(), Text(Limit + Envelope + 1));

    [Theory, InlineData("/api/v1/lineage"), InlineData("/api/v1/lineage/batch")]
    public async Task Events_of_openlineage_clients_may_be_large(string path)
    {
        var echo = await gateway.EchoAsync(HttpMethod.Post, path, Text(Limit));

        // One backend stands for Workflows and Lineage.
        echo["backend"]!.GetValue<string>().ShouldBe("workflows");
        echo["body"]!.GetValue<string>().Length.ShouldBe(Limit);
    }

    [Fact]
    public async Task Other_routes_keep_the_usual_limit() =>
        await gateway.ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, "/api/intents", gateway.Token(), Text(Limit));

    private static StringContent Text(int length) => new(new string('a', length));
}
