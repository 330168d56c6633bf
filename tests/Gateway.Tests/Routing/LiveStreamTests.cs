using System.Net;
using System.Net.Http.Headers;
using Shouldly;

namespace IntentEngine.Gateway.Routing;

public sealed class LiveStreamTests
{
    [Fact]
    public async Task What_a_service_writes_piece_by_piece_arrives_piece_by_piece_and_the_place_to_go_on_from_reaches_it()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/executions/e/events/stream/drips");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Token());
        request.Headers.Add("Last-Event-ID", "17");

        using var answer = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await lines.ReadLineAsync(patience.Token)).ShouldBe("after 17");
        // The service writes the next piece only now.
        gateway.Workflows.Drip();
        (await lines.ReadLineAsync(patience.Token)).ShouldBe("dripped");
    }
}
