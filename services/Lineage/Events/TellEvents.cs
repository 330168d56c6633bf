using System.Text.Json;
using System.Text.RegularExpressions;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Projection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Events;

/// <summary><c>POST /executions/{id}/events</c>: an executor tells what happens during an execution, for those that do not send messages.</summary>
/// <remarks>May be repeated: an event told again, with the same sequence, type and time, is the same event.</remarks>
internal static partial class TellEvents
{
    private const int Most = 500;

    /// <summary>One event.</summary>
    /// <param name="Sequence">Place in the execution's own history, from 1, numbered by the executor.</param>
    /// <param name="Type">What happened: a letter, then up to 63 letters, digits and underscores, lower case.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="Data">What belongs to the type, a JSON object. Default: nothing.</param>
    public sealed record Told(int Sequence, string Type, DateTimeOffset At, JsonElement? Data = null);

    /// <summary>What is told.</summary>
    /// <param name="Events">1 to 500 events, in any order.</param>
    public sealed record Request(IReadOnlyList<Told> Events);

    /// <summary>What was done.</summary>
    /// <param name="Recorded">How many events are in the log now, whether they were told before or not.</param>
    public sealed record Response(int Recorded);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, Request request, OrganizationContext organization, LineageProjector projector, CancellationToken cancel)
    {
        if (Check(id, request).Problem is { } refusal) return refusal;
        var events = request.Events.Select(told => new ExecutionEvent
        {
            EventId = NameBasedGuid.Create(organization.OrganizationId, $"event {id} {told.Sequence} {told.Type} {told.At.UtcTicks}"),
            OrganizationId = organization.OrganizationId,
            ExecutionId = id,
            Sequence = told.Sequence,
            Type = told.Type,
            At = told.At,
            Data = told.Data,
        });
        try
        {
            await projector.RecordAsync(new RecordLineage { Events = [.. events] }, Guid.NewGuid(), cancel);
        }
        catch (FactsRejectedException some)
        {
            return Problems.BadRequest($"{some.Rejected.Count} of {request.Events.Count} events cannot be stored, the others are: {some.Rejected[0].Reason}.");
        }

        return TypedResults.Ok(new Response(request.Events.Count));
    }

    private static Validation Check(string id, Request request)
    {
        var rules = new Validation();
        rules.RequireText(id, "id", 500);
        rules.RequireRange(request.Events.Count, "events", 1, Most);
        for (var i = 0; i < Math.Min(request.Events.Count, Most); i++)
        {
            var told = request.Events[i];
            if (!rules.Require(told is not null, $"events[{i}]", "expected an event; came null.")) continue;
            rules.RequireRange(told!.Sequence, $"events[{i}].sequence", 1, int.MaxValue);
            rules.Require(TypeRule().IsMatch(told.Type), $"events[{i}].type", "expected a letter, then up to 63 letters, digits and underscores, lower case, such as file_changed.");
            rules.Require(told.Data is null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null }, $"events[{i}].data", "expected a JSON object or nothing.");
        }

        return rules;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}\\z")]
    private static partial Regex TypeRule();
}
