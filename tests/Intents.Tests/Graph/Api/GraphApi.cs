using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>The routes of the graph as one organization uses them.</summary>
internal sealed class GraphApi(IntentsHost host)
{
    private const string Root = "/api/intent-graph";

    public Organization Organization { get; } = new(host);

    public Task<Answer> Get(string path, string role = "member") => Send(HttpMethod.Get, path, null, role);

    public Task<Answer> Post(string path, object? body = null, string role = "member", string? key = null) => Send(HttpMethod.Post, path, body, role, key);

    public Task<Answer> Put(string path, object body, string? ifMatch = null) => Send(HttpMethod.Put, path, body, "member", ifMatch: ifMatch);

    public Task<Answer> Delete(string path, string role = "member") => Send(HttpMethod.Delete, path, null, role);

    /// <summary>Adds an intent of this id.</summary>
    public async Task<Answer> Create(string id, string? parent = null) => (await Post("/intents", new { intent_id = id, goal = $"Do {id}", parent_intent = parent })).ShouldBe(System.Net.HttpStatusCode.Created);

    public async Task Link(string from, string type, string to) => (await Post("/edges", new { from, to, edge_type = type })).ShouldBe(System.Net.HttpStatusCode.Created);

    public async Task<string> StatusOf(string id) => (await Get($"/intents/{id}"))["status"]!;

    /// <summary>Everything that was written: a refusal leaves it as it was.</summary>
    public async Task<string> Written() => string.Join(' ', await Organization.Rows(
        "select (select count(*) from graph_status_history) || ' ' || (select coalesce(sum(version), 0) from graph_intents) || ' ' || (select count(*) from graph_edges) || ' ' || (select count(*) from idempotency_keys)"));

    public async Task<Answer> Send(HttpMethod method, string path, object? body, string role, string? key = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, Root + path);
        if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.Issue(role, Organization.Id, $"some-{role}", TimeSpan.FromHours(1)));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await host.Http.SendAsync(request);
        return await Answer.Of(response);
    }

    /// <summary>The body of an answer that is no JSON.</summary>
    public async Task<string> Text(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.Issue("member", Organization.Id, "some-member", TimeSpan.FromHours(1)));
        using var response = await host.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
