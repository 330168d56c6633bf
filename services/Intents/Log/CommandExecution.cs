using IntentEngine.Intents.Lifecycle;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Log;

/// <summary>Carries out commands on existing intents that came as messages.</summary>
internal sealed partial class CommandExecution(IntentLog log, ILogger<CommandExecution> logger)
{
    /// <summary>Applies the rule. A refusal is acknowledged and logged: somebody else was first, or it came late.</summary>
    /// <exception cref="UnacceptableCommandException">The organization has no such intent.</exception>
    public async Task Execute(ChangeRequest request, Func<Intent, DateTimeOffset, Decision> decide, CancellationToken cancel)
    {
        switch (await log.Change(request, decide, cancel))
        {
            case ChangeResult.Unknown:
                throw new UnacceptableCommandException($"Organization {request.OrganizationId} has no intent '{request.IntentId}'; create it first, then requeue this message.");
            case ChangeResult.Refused refused:
                LogRefused(logger, request.Once!.Value.Consumer, request.IntentId, refused.Intent.Status.Word(), refused.Requested.Word(), request.Actor.Id);
                break;
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "{Consumer} for intent {IntentId} was ignored: cannot go from {Status} to {Requested}, as {Actor} asked")]
    private static partial void LogRefused(ILogger logger, string consumer, string intentId, string status, string requested, string actor);
}
