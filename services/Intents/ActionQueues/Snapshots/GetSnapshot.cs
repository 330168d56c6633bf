using System.Text.Json;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Snapshots;

/// <summary><c>GET /api/action-queues/{subject}/snapshot</c> for administrators, since it holds tokens.</summary>
internal static class GetSnapshot
{
    public static void MapGetSnapshot(this IEndpointRouteBuilder queues) => queues
        .MapGet("/{subject}/snapshot", Handle)
        .RequireAuthorization(Policies.Admin)
        .WithName(nameof(GetSnapshot))
        .WithSummary("Everything a subject is doing and was to do, with tokens");

    internal static async Task<Ok<SubjectSnapshot>> Handle(string subject, OrganizationContext caller, IntentsDatabase database, CancellationToken cancel)
    {
        var queues = await database.ReadAsync(caller.OrganizationId, QueueSql.SelectLive, [Parameter.Uuid(caller.OrganizationId), Parameter.Text(subject)],
            async reader =>
            {
                var live = new List<ActionQueue>();
                while (await reader.ReadAsync(cancel)) live.Add(QueueSql.Read(reader));
                return live;
            },
            cancel);
        return TypedResults.Ok(new SubjectSnapshot { Version = SubjectSnapshot.Current, Subject = subject, Queues = [.. queues.Select(Of)] });
    }

    private static QueueSnapshot Of(ActionQueue queue) => new()
    {
        QueueId = queue.QueueId,
        Priority = queue.Priority,
        Context = JsonSerializer.SerializeToElement(new { owner = queue.Owner, token = queue.Token }),
        Reason = queue.Reason,
        ResumeIfInterrupted = queue.Resumes ? true : null,
        Actions = JsonSerializer.Deserialize<List<JsonElement>>(queue.Actions)!,
        Position = queue.Position,
        ExpiresAt = queue.ExpiresAt,
    };
}
