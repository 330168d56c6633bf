using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary><c>GET /api/action-queues/{subject}</c> shows what a subject does, what waits, and what ended, newest first. A subject nobody knows has done nothing.</summary>
internal static class GetSubject
{
    /// <summary>The answer.</summary>
    public sealed record Answer
    {
        /// <summary>Whose queues these are.</summary>
        public required string Subject { get; init; }

        /// <summary>Newest first; ended ones for 30 days.</summary>
        public required IReadOnlyList<ActionQueueView> Items { get; init; }
    }

    public static void MapGetSubject(this IEndpointRouteBuilder queues) => queues
        .MapGet("/{subject}", Handle)
        .WithName(nameof(GetSubject))
        .WithSummary("Show what a subject does and did");

    internal static async Task<Ok<Answer>> Handle(string subject, Paging paging, OrganizationContext caller, IntentsDatabase database, CancellationToken cancel)
    {
        var items = await database.ReadAsync(caller.OrganizationId, QueueSql.SelectNewest,
            [Parameter.Uuid(caller.OrganizationId), Parameter.Text(subject), Parameter.Whole(paging.Limit), Parameter.Whole(paging.Offset)],
            async reader =>
            {
                var queues = new List<ActionQueue>();
                while (await reader.ReadAsync(cancel)) queues.Add(QueueSql.ReadKnown(reader));
                return queues;
            },
            cancel);
        return TypedResults.Ok(new Answer { Subject = subject, Items = [.. items.Select(ActionQueueView.Of)] });
    }
}
