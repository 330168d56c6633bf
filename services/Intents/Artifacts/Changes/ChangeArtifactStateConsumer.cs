using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Artifacts.Changes;

/// <summary>Moves an artifact on for a service. What no artifact may ever do is parked; what comes too late is acknowledged and logged.</summary>
internal sealed partial class ChangeArtifactStateConsumer(ArtifactRegistry registry, Patience patience, ILogger<ChangeArtifactStateConsumer> logger) : IConsumer<ChangeArtifactState>
{
    public async Task Consume(ConsumeContext<ChangeArtifactState> context)
    {
        var command = context.Message;
        var request = ArtifactRequest.Of(IncomingCommand.Accept(context, "artifacts.change-state", command.OrganizationId, command.ArtifactId, command.ChangedBy));
        var faults = new Validation();
        faults.RequireText(command.ArtifactId, "artifact_id", 200);
        faults.RequireText(command.ChangedBy, "changed_by", 255);
        faults.Require(ArtifactStates.Allow(command.ExpectedState, command.State), "state", $"expected a step that an artifact may make; came {command.ExpectedState.Word()} to {command.State.Word()}.");
        faults.ThrowIfFailed();
        var reason = command.Reason is null ? null : Reasons.Shorten(command.Reason);
        await patience.Until(cancel => Move(request, command, reason, cancel), context.CancellationToken);
    }

    private async Task Move(ArtifactRequest request, ChangeArtifactState command, string? reason, CancellationToken cancel)
    {
        switch (await registry.Move(request, command.State, command.ExpectedState, reason, cancel))
        {
            case MoveResult.Unknown: throw new OvertookException($"Organization {command.OrganizationId} has no artifact '{command.ArtifactId}'; register it first, then requeue this message.");
            case MoveResult.Refused refused: LogRefused(logger, command.ArtifactId, refused.Reason, command.ExpectedState.Word(), command.ChangedBy); break;
        }
    }

    [LoggerMessage(2311, LogLevel.Information, "A change of artifact {ArtifactId} was ignored: {Reason} {ChangedBy} expected it to be {Expected}")]
    private static partial void LogRefused(ILogger logger, string artifactId, string reason, string expected, string changedBy);
}
