using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;
using IntentEngine.Messaging;
using IntentEngine.Support;
using MassTransit;

namespace IntentEngine.Intents.ActionQueues.Hosts;

/// <summary>One subject in an organization of its own, and those who enqueue for it and work on it.</summary>
internal sealed class Settler(QueueHost host)
{
    public Guid Organization { get; } = Guid.NewGuid();

    public string Name { get; } = "settler-1";

    public IReadOnlyList<Word> Words => [.. host.Told.Words.Where(word => word.OrganizationId == Organization)];

    /// <summary>Enqueues over HTTP.</summary>
    public Task<Answer> Enqueue(string token, string owner = "work", string priority = "normal", int actions = 1, object? more = null, string? key = null) =>
        Post("", Body(new { owner, token, priority, actions = Actions(actions) }, more), key: key);

    public static object[] Actions(int count) => [.. Enumerable.Range(0, count).Select(i => (object)new { type = "move", to = i })];

    /// <summary>Claims the current action.</summary>
    /// <returns>The execution to report with.</returns>
    public async Task<Guid> Claim(int? leaseSeconds = null) => Guid.Parse((await Post("/claim", new { worker = "legs", lease_seconds = leaseSeconds }, "worker")).ShouldBe(HttpStatusCode.OK)["execution_id"]!);

    public Task<Answer> Complete(Guid execution) => Post("/completed", new { execution_id = execution }, "worker");

    public Task<Answer> Fail(Guid execution, string reason = "movement_failed") => Post("/failed", new { execution_id = execution, reason }, "worker");

    /// <summary>Does the current action.</summary>
    public async Task DoOne() => (await Complete(await Claim())).ShouldBe(HttpStatusCode.OK);

    /// <summary>Status and outcome of each enqueue by its token's owner, oldest first.</summary>
    public async Task<string[]> Statuses()
    {
        var items = (await Send(HttpMethod.Get, $"/api/action-queues/{Name}", null, "member")).ShouldBe(HttpStatusCode.OK).Body.GetProperty("items");
        return [.. items.EnumerateArray().Reverse().Select(item => item.GetProperty("status").GetString()!)];
    }

    /// <summary>Waits until owners were told as much as expected, and then that nothing more comes.</summary>
    public async Task<IReadOnlyList<string>> Heard(int count)
    {
        await Eventually.Holds(() => Task.FromResult(Words.Count >= count), $"{count} words to owners; came {string.Join(", ", Words)}");
        await Eventually.Holds(async () => await Count("outbox") == 0, "an empty outbox");
        return [.. Words.Select(word => $"{word.Owner} {word.Token} {word.Outcome}{(word.Reason is null ? "" : " " + word.Reason)}")];
    }

    public Task<Answer> Post(string path, object body, string role = "worker", string? key = null) => Send(HttpMethod.Post, $"/api/action-queues/{Name}{path}", body, role, key);

    public async Task<Answer> Send(HttpMethod method, string path, object? body, string role, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.Issue(role, Organization, $"some-{role}", TimeSpan.FromHours(1)));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await host.Http.SendAsync(request);
        return await Answer.Of(response);
    }

    /// <summary>Sends a command as a foreign service would, and returns when its delivery has been handled.</summary>
    public async Task<Guid> Command<T>(T command, Guid? messageId = null) where T : class
    {
        var id = messageId ?? Guid.NewGuid();
        var queue = await host.Bus.GetSendEndpoint(new Uri($"exchange:{EnqueueActions.Queue}"));
        await queue.Send(command, Pipe.Execute<SendContext<T>>(context =>
        {
            context.MessageId = id;
            context.Headers.Set(MessageHeaders.MessageType, MessageName.Urn<T>());
            context.Headers.Set(MessageHeaderNames.Organization, Organization.ToString());
        }));
        await host.Deliveries.Next(id);
        return id;
    }

    /// <summary>An enqueue as a message.</summary>
    public EnqueueActions Wish(string token, string owner = "work", int actions = 1) => new()
    {
        OrganizationId = Organization,
        Subject = Name,
        Owner = owner,
        CompletionToken = token,
        Actions = [.. Actions(actions).Select(action => JsonSerializer.SerializeToElement(action))],
    };

    public async Task<long> Count(string table) => long.Parse((await Rows($"select count(*) from {table}"))[0], null);

    /// <summary>A text per row of a query on this organization's rows.</summary>
    public async Task<List<string>> Rows(string sql)
    {
        // Parked messages and the outbox are background work's to see.
        await using var command = sql.Contains("parked") || sql.Contains("outbox") ? host.Database.Worker.CreateCommand($"{sql} where organization_id = '{Organization}'") : null;
        if (command is not null) return [(await command.ExecuteScalarAsync())!.ToString()!];
        return await host.Database.ReadAsync(Organization, sql, [], async reader =>
        {
            var rows = new List<string>();
            while (await reader.ReadAsync()) rows.Add(reader.GetValue(0).ToString()!);
            return rows;
        }, CancellationToken.None);
    }

    private static Dictionary<string, object?> Body(params object?[] parts) =>
        parts.Where(part => part is not null).SelectMany(part => part!.GetType().GetProperties().Select(p => (p.Name, Value: p.GetValue(part)))).GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Last().Value);
}
