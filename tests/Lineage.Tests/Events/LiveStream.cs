using System.Net;
using System.Net.Http.Headers;
using Shouldly;

namespace IntentEngine.Lineage.Events;

/// <summary>A client of a live stream that reads event by event.</summary>
internal sealed class LiveStream(HttpResponseMessage answer, StreamReader lines) : IDisposable
{
    /// <summary>One event as it came.</summary>
    public sealed record Item(string Id, string Type, string Data);

    /// <summary>Comments that came so far.</summary>
    public int Comments { get; private set; }

    public static Task<LiveStream> OpenAsync(LineageHost host, Organization organization, string path, string? lastEventId = null) =>
        OpenAsync(host.Http, host.Token(organization.Id), path, lastEventId);

    public static async Task<LiveStream> OpenAsync(HttpClient http, string token, string path, string? lastEventId = null)
    {
        var answer = await AskAsync(http, token, path, lastEventId);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new LiveStream(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    public static Task<HttpResponseMessage> AskAsync(LineageHost host, Organization organization, string path, string? lastEventId = null) =>
        AskAsync(host.Http, host.Token(organization.Id), path, lastEventId);

    public static Task<HttpResponseMessage> AskAsync(HttpClient http, string token, string path, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<List<Item>> NextAsync(int count)
    {
        var items = new List<Item>();
        while (items.Count < count) items.Add(await NextAsync());
        return items;
    }

    public async Task<Item> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var fields = new Dictionary<string, string>();
        while (true)
        {
            var line = await lines.ReadLineAsync(patience.Token) ?? throw new EndOfStreamException("The stream ended.");
            if (line.StartsWith(':')) Comments++;
            else if (line.Length > 0) fields[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 2)..];
            else if (fields.TryGetValue("data", out var data)) return new Item(fields["id"], fields["event"], data);
            else fields.Clear();
        }
    }

    /// <summary>Reads until so many comments came.</summary>
    public async Task CommentsAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Comments < count)
            if ((await lines.ReadLineAsync(patience.Token))?.StartsWith(':') == true) Comments++;
    }

    /// <summary>Reads until the service has ended the stream; one that is cut off is an exception.</summary>
    public async Task EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await lines.ReadLineAsync(patience.Token) is not null) { }
    }

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
    }
}
