using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Messaging;
using MassTransit;
using Npgsql;

namespace IntentEngine.Intents.Hosts;

/// <summary>One organization that uses the service; every test takes a new one, so tests share the host without meeting.</summary>
internal sealed class Organization(IntentsHost host)
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public IReadOnlyList<IntentReady> Ready => host.Heard.Ready(Id);

    public IReadOnlyList<IntentClaimed> Claimed => host.Heard.Claimed(Id);

    public IReadOnlyList<CompletionReported> Reported => host.Heard.Reported(Id);

    public IReadOnlyList<IntentEnded> Ended => host.Heard.Ended(Id);

    public async Task<string> Create(string? target = null, string? owner = null, string type = "generate_article")
    {
        var created = await Post("/api/intents", new { intent_type = type, target_artifact_id = target, owner, completion_token = owner is null ? null : $"token-{Guid.NewGuid():N}", context = new { topic = "crm" } });
        return created.ShouldBe(HttpStatusCode.Created)["intent_id"]!;
    }

    public async Task<string> CreateClaimed(string execution = "execution-1", string? owner = null)
    {
        var id = await Create(owner: owner);
        (await Claim(id, execution)).ShouldBe(HttpStatusCode.OK);
        return id;
    }

    public Task<Answer> Claim(string id, string? execution = "execution-1", string worker = "worker-1") => Ask(id, "claim", new { worker, execution_id = execution }, "worker");

    /// <summary>Claims several at once.</summary>
    public Task<Answer> ClaimBatch(int max = 10, string type = "generate_article", int lease = 60, string worker = "worker-1", int wait = 0) =>
        Post("/api/intents/claim", new { types = new[] { type }, max, lease_seconds = lease, worker, wait_seconds = wait }, "worker");

    public Task<Answer> Heartbeat(string id, string execution = "execution-1", int lease = 60) => Ask(id, "heartbeat", new { execution_id = execution, lease_seconds = lease }, "worker");

    /// <summary>Creates an intent from a body that may say anything.</summary>
    public async Task<string> Create(object body) => (await Post("/api/intents", body)).ShouldBe(HttpStatusCode.Created)["intent_id"]!;

    public Task<Answer> Complete(string id, string execution = "execution-1") => Ask(id, "complete", new { execution_id = execution }, "worker");

    public Task<Answer> Fail(string id, string execution = "execution-1", string error = "no such file") => Ask(id, "fail", new { execution_id = execution, error }, "worker");

    public Task<Answer> Release(string id, string execution = "execution-1") => Ask(id, "release", new { execution_id = execution }, "worker");

    public Task<Answer> Cancel(string id, string reason = "not wanted") => Ask(id, "cancel", new { reason });

    public Task<Answer> Retry(string id) => Ask(id, "retry", null);

    public Task<Answer> Ask(string id, string verb, object? body, string role = "member", string? key = null) => Post($"/api/intents/{id}/{verb}", body, role, key);

    public Task<Answer> Get(string path, string role = "member") => Send(HttpMethod.Get, path, null, role, null);

    public Task<Answer> Post(string path, object? body, string role = "member", string? key = null, CancellationToken cancel = default) =>
        Send(HttpMethod.Post, path, body is null ? null : body as string ?? JsonSerializer.Serialize(body), role, key, cancel);

    public async Task<string> StatusOf(string id) => (await Get($"/api/intents/{id}")).ShouldBe(HttpStatusCode.OK)["status"]!;

    /// <summary>Sends a command as a foreign service would, and returns when its delivery has been handled.</summary>
    public async Task<Guid> Send<T>(T command, Guid? messageId = null, string? header = null) where T : class
    {
        var id = messageId ?? Guid.NewGuid();
        var queue = await host.Bus.GetSendEndpoint(new Uri($"exchange:{(command is RegisterArtifact or ChangeArtifactState ? RegisterArtifact.Queue : CreateIntent.Queue)}"));
        await queue.Send(command, Pipe.Execute<SendContext<T>>(context =>
        {
            context.MessageId = id;
            context.Headers.Set(MessageHeaders.MessageType, MessageName.Urn<T>());
            context.Headers.Set(MessageHeaderNames.Organization, header ?? Id.ToString());
        }));
        await host.Deliveries.Next(id);
        return id;
    }

    /// <summary>Returns when everything this organization caused so far has been sent and heard.</summary>
    public async Task Settle()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await Count("outbox") > 0) await pause.WaitForNextTickAsync(patience.Token);
        var marker = Guid.NewGuid();
        var unit = host.Database.Begin(marker);
        unit.Send(CompletionReported.QueueOf("workflows"), new CompletionReported { OrganizationId = marker, Owner = "workflows", Token = "marker", Outcome = CompletionOutcome.Completed });
        unit.Publish(new IntentReady { OrganizationId = marker, IntentId = "marker", IntentType = "marker" });
        await unit.CommitAsync();
        await Task.WhenAll(
            host.Heard.Seen(m => m is CompletionReported reported && reported.OrganizationId == marker),
            host.Heard.Seen(m => m is IntentReady ready && ready.OrganizationId == marker)).WaitAsync(patience.Token);
    }

    /// <summary>Rows of this organization in a table that background work may see.</summary>
    public async Task<long> Count(string table)
    {
        await using var command = host.Database.Worker.CreateCommand($"select count(*) from {table} where organization_id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = Id });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A text per row of a query on this organization's rows, as the service itself may read.</summary>
    public Task<List<string>> Rows(string sql) => host.Database.ReadAsync(Id, sql, [], async reader =>
    {
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }, CancellationToken.None);

    /// <summary>The audit log: what was done, in order.</summary>
    public Task<List<string>> Audit() => Rows("select action from intent_audit_log order by audit_id");

    /// <summary>How much was written in all: intents, audit rows, messages, replies.</summary>
    public async Task<long> Written() =>
        long.Parse((await Rows("select (select count(*) from intent_executions) + (select count(*) from intent_audit_log) + (select count(*) from idempotency_keys) + (select coalesce(sum(version), 0) from intent_executions)"))[0], null);

    private async Task<Answer> Send(HttpMethod method, string path, string? json, string role, string? key, CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(method, path);
        // As curl does for large bodies: a refusal comes before they are sent.
        request.Headers.ExpectContinue = json is { Length: > 200_000 };
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.Issue(role, Id, $"some-{role}", TimeSpan.FromHours(1)));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        request.Headers.UserAgent.ParseAdd("intents-tests/1.0");
        using var response = await host.Http.SendAsync(request, cancel);
        return await Answer.Of(response);
    }
}
