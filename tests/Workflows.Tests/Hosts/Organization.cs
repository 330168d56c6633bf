using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Support;
using Npgsql;

namespace IntentEngine.Workflows.Hosts;

/// <summary>One organization that uses the service; every test takes a new one, so tests share a host without meeting.</summary>
public sealed class Organization(WorkflowHost host)
{
    public const string Workflows = "/api/intent-workflows";

    public static readonly object Profile = new { name = "Pipestar", industry = "Software", goals = "More trials" };

    public Guid Id { get; init; } = Guid.NewGuid();

    public WorkflowHost Host { get; } = host;

    public Script Script => Host.Scripts.Of(Id);

    /// <summary>Creates a workflow and goes on at once.</summary>
    public async Task<Workflow> Start(string name = "Q1")
    {
        var created = await Post(Workflows, new { name, profile = Profile, competitor_urls = new[] { "rival.example.com" } });
        created.ShouldBe(HttpStatusCode.Created);
        return new Workflow(this, Guid.Parse(created["id"]!));
    }

    /// <summary>A workflow that waits for its seed keywords.</summary>
    public async Task<Workflow> AtSeeds() => await (await Start()).Until("awaiting_approval", "step_3_seeds");

    /// <summary>A workflow that waits for its subtopics.</summary>
    public async Task<Workflow> AtSubtopics()
    {
        var workflow = await AtSeeds();
        (await workflow.ApproveSeeds()).ShouldBe(HttpStatusCode.OK);
        return await workflow.Until("awaiting_approval", "step_8_approval");
    }

    /// <summary>A workflow whose articles are with others.</summary>
    public async Task<Workflow> AtArticles()
    {
        var workflow = await AtSubtopics();
        (await workflow.ApproveSubtopics()).ShouldBe(HttpStatusCode.OK);
        return await workflow.Until("delegating", "step_9_articles");
    }

    public Task<Answer> Get(string path, string role = "member") => Send(HttpMethod.Get, path, null, role);

    public Task<Answer> Post(string path, object? body, string role = "member", string? key = null) => Send(HttpMethod.Post, path, Json(body), role, key);

    public Task<Answer> Put(string path, object? body, string role = "member", string? key = null) => Send(HttpMethod.Put, path, Json(body), role, key);

    public async Task<Answer> Send(HttpMethod method, string path, string? json, string? role, string? key = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue(contentType));
        if (role is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Host.Tokens.Issue(role, Id, $"some-{role}", TimeSpan.FromHours(12)));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        // A server that refuses a large body does not read it.
        request.Headers.ExpectContinue = json?.Length > 100_000;
        request.Headers.UserAgent.ParseAdd("workflow-tests/1.0");
        using var response = await Host.Http.SendAsync(request);
        return await Answer.Of(response);
    }

    /// <summary>Rows of a query on this organization's rows, as the service itself may read them.</summary>
    public Task<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read) => Host.Database.ReadAsync(Id, sql, [], async reader =>
    {
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }, CancellationToken.None);

    public async Task<T> One<T>(string sql) => (await Rows(sql, r => r.GetFieldValue<T>(0)))[0];

    /// <summary>Writes by hand what the service would not.</summary>
    public async Task Tamper(string sql)
    {
        var unit = Host.Database.Begin(Id);
        unit.Add(sql);
        await unit.CommitAsync();
    }

    /// <summary>Everything this organization has in the database but its audit log, as one text; taken when what was committed before is sent, because sent messages leave the outbox.</summary>
    public async Task<string> Fingerprint()
    {
        await Settle();
        var text = new StringBuilder();
        foreach (var table in (string[])["intent_workflows", "intent_workflow_steps", "intent_approvals", "pending_executions", "articles", "organization_profiles", "idempotency_keys", "outbox"])
            text.Append(await One<string>($"select '{table}:' || count(*) || ':' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) || ' ' from {table} t"));
        return text.ToString();
    }

    public async Task<long> AuditRows() => await One<long>("select count(*) from intent_audit_log");

    /// <summary>Returns when everything committed so far was sent; timers stay.</summary>
    public Task Settle() => Eventually.Holds(async () =>
        await One<long>($"select count(*) from outbox where due <= '{Host.Clock.GetUtcNow().AddSeconds(2):O}' or message_type not like '%expire-approval%' and message_type not like '%run-step%'") == 0, "an outbox without immediate messages");

    private static string? Json(object? body) => body as string ?? (body is null ? null : JsonSerializer.Serialize(body, ContractJson.Options));
}
