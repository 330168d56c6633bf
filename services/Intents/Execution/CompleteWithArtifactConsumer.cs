using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Execution;

/// <summary>Takes the report that work is done and what came of it: the artifact is registered first, so that a completed intent never names one that is not there.</summary>
/// <remarks>Two transactions, each safe to repeat: a crash between them is healed by the next delivery. Nothing is registered for work that nobody waits for any more.</remarks>
internal sealed class CompleteWithArtifactConsumer(IntentLog log, ResultArtifacts artifacts, CommandExecution commands) : IConsumer<CompleteWithArtifact>
{
    public async Task Consume(ConsumeContext<CompleteWithArtifact> context)
    {
        var command = context.Message;
        var request = IncomingCommand.Accept(context, "intents.complete-with-artifact", command.OrganizationId, command.IntentId, $"execution:{command.ExecutionId}");
        var (artifactId, refusal) = (command.Artifact.ArtifactId, (string?)null);
        if (await log.Find(command.OrganizationId, command.IntentId, context.CancellationToken) is { Status: IntentStatus.InProgress } intent && intent.ExecutionId == command.ExecutionId)
            (artifactId, refusal) = await artifacts.Register(request, command.Artifact, context.CancellationToken);

        var result = Result(command, artifactId);
        await commands.Execute(request,
            (current, now) => refusal is null
                ? IntentDecisions.Complete(current, command.ExecutionId, result, now)
                : IntentDecisions.Fail(current, command.ExecutionId, Reasons.Shorten(refusal), now),
            context.CancellationToken);
    }

    private static JsonElement Result(CompleteWithArtifact command, string artifactId)
    {
        var result = new JsonObject { [command.ResultName] = artifactId };
        if (command.Result is { ValueKind: JsonValueKind.Object } more)
        {
            foreach (var member in more.EnumerateObject()) result[member.Name] ??= JsonValue.Create(member.Value.Clone());
        }

        return JsonSerializer.SerializeToElement(result);
    }
}
