using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using MassTransit;

namespace IntentEngine.Lineage.Projection;

/// <summary>Projects the artifact index from the registry's facts. They may come twice and in any order.</summary>
internal sealed class RegistryFactsConsumer(LineageProjector projector) : IConsumer<ArtifactRegistered>, IConsumer<ArtifactStateChanged>
{
    public Task Consume(ConsumeContext<ArtifactRegistered> context) => Record(context, context.Message.OrganizationId, context.Message.Artifact);

    public Task Consume(ConsumeContext<ArtifactStateChanged> context) => Record(context, context.Message.OrganizationId, context.Message.Artifact);

    // A sender without message ids is recorded all the same: recording twice changes nothing.
    private Task Record(ConsumeContext context, Guid organizationId, ArtifactDescription artifact) =>
        projector.RecordAsync(new RecordLineage { Artifacts = RegistryFacts.Of(organizationId, artifact) }, context.MessageId ?? NewId.NextGuid(), context.CancellationToken);
}
