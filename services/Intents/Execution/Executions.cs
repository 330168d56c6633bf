using System.Globalization;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Execution;

/// <summary>Starts what people want executed now: claims the intent for the engine's own executor and tells it what the claim is about, in one transaction (seed 000, phase 5).</summary>
internal sealed class Executions(IntentLog log, ExecutionTargets targets)
{
    private const string SaveContext = "update intent_executions set context = $3 where tenant_id = $1 and intent_id = $2";

    /// <summary>Whether the engine's own executor is at work on it.</summary>
    public static bool IsRunning(Intent intent) => intent is { Status: IntentStatus.InProgress, IntentType: ParseContent.IntentType, Worker: ParseContent.Worker };

    /// <summary>Starts the execution of a pending intent; one under way is told of again.</summary>
    /// <exception cref="ConcurrencyException">The intent stayed contended over all attempts.</exception>
    /// <exception cref="IdempotencyConflictException">A request with the same key committed first.</exception>
    public Task<StartResult> Start(ChangeRequest request, ExecutionWish wish, CancellationToken cancel) => LostRaces.TryAgain<StartResult>(async () =>
    {
        if (await log.Find(request.OrganizationId, request.IntentId, cancel) is not { } before) return new StartResult.Unknown();
        if (before.IntentType != ParseContent.IntentType)
            return new StartResult.Unfit($"Intents of type '{before.IntentType}' are not executed here, only {ParseContent.IntentType}. A worker that knows the type claims it: POST /api/intents/{before.IntentId}/claim.");
        if (IsRunning(before)) return await Again(request, before, cancel);

        var unit = log.Begin(request);
        // The claim's number makes the id: each attempt is an execution of its own, and asking twice for one finds the same.
        var executionId = NameBasedGuid.Create(before.OrganizationId, string.Create(CultureInfo.InvariantCulture, $"execution:{before.IntentId}:{before.Attempts + 1}"));
        var decision = IntentDecisions.Claim(before, ParseContent.Worker, executionId.ToString(), IntentLog.Instant(unit));
        if (decision is Decision.Refused refused) return new StartResult.Refused(before, WhatToDo(before, refused.Reason));
        var (parameters, problem) = ParseParameters.Of(before.Context, wish);
        if (parameters is null) return new StartResult.Unfit(problem!);
        if (await targets.Resolve(before, cancel) is not { } target) return new StartResult.Unfit(NoTarget(before));

        var claimed = ((Decision.Changed)decision).After with { Context = parameters.Context };
        IntentSql.Save(unit, before, claimed);
        if (parameters.Adds) unit.Add(SaveContext, Parameter.Uuid(claimed.OrganizationId), Parameter.Text(claimed.IntentId), Parameter.JsonText(claimed.Context.GetRawText()));
        IntentSql.Record(unit, before, claimed, "intent_claimed", request);
        Announce(unit, claimed, target);
        await IntentLog.Commit(unit, request, claimed, cancel);
        return new StartResult.Started(claimed);
    });

    /// <summary>Tells the executor once more of an execution under way, in case it never heard or its report got lost. Nothing when it has ended.</summary>
    public async Task TellAgain(Guid organizationId, string intentId, CancellationToken cancel)
    {
        if (await log.Find(organizationId, intentId, cancel) is { } intent && IsRunning(intent))
            await Again(new ChangeRequest { OrganizationId = organizationId, IntentId = intentId, Actor = new Actor(ParseContent.Worker) }, intent, cancel);
    }

    private async Task<StartResult> Again(ChangeRequest request, Intent running, CancellationToken cancel)
    {
        var unit = log.Begin(request);
        Announce(unit, running, await targets.Resolve(running, cancel));
        await IntentLog.Commit(unit, request, running, cancel);
        return new StartResult.Started(running);
    }

    private static void Announce(UnitOfWork unit, Intent intent, ArtifactContent? target) => unit.Publish(Announcement.Claimed(intent) with { Target = target });

    private static string WhatToDo(Intent intent, string reason) => intent.Status switch
    {
        IntentStatus.Failed => $"{reason} Let it wait again first: POST /api/intents/{intent.IntentId}/retry.",
        IntentStatus.InProgress => $"{reason} Worker '{intent.Worker}' has claimed it.",
        IntentStatus.Completed or IntentStatus.Cancelled => $"{reason} Create a new intent.",
        _ => reason,
    };

    private static string NoTarget(Intent intent) => intent.TargetArtifactId is { } target
        ? $"Expected the target of the intent to be a {ExecutionTargets.FileType} artifact that is READY or ARCHIVED and has its content here; '{target}' is none, or not in this organization. Upload the file and save it first."
        : "The intent has no target_artifact_id, so there is nothing to parse. Create it anew with the id of an uploaded file.";
}
