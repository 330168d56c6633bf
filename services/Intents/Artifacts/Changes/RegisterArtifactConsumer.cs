using IntentEngine.ContentStore;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.Artifacts.Changes;

/// <summary>Registers an artifact that a service made. Its content must be in the store by then, so that nothing is registered that nobody can read.</summary>
internal sealed class RegisterArtifactConsumer(ArtifactRegistry registry, IContentStore store, Patience patience) : IConsumer<RegisterArtifact>
{
    public async Task Consume(ConsumeContext<RegisterArtifact> context)
    {
        var command = context.Message;
        var request = ArtifactRequest.Of(IncomingCommand.Accept(context, "artifacts.register", command.OrganizationId, command.ArtifactId, command.CreatedBy));
        var wish = Wish(command);
        var faults = new Validation();
        NewArtifactRules.Check(wish, faults);
        faults.ThrowIfFailed();
        await CheckContents(wish, command.OrganizationId, context.CancellationToken);
        await patience.Until(cancel => Register(request, wish, cancel), context.CancellationToken);
    }

    private async Task Register(ArtifactRequest request, NewArtifact wish, CancellationToken cancel)
    {
        switch (await registry.Register(request, wish, cancel))
        {
            case RegisterResult.Refused refused: throw new UnacceptableCommandException(refused.Reason);
            case RegisterResult.ParentsMissing missing: throw new OvertookException($"{missing.Reason} Register them, then requeue this message.");
        }
    }

    private async Task CheckContents(NewArtifact wish, Guid organizationId, CancellationToken cancel)
    {
        foreach (var kept in wish.Materializations.Where(m => m.StorageType == ArtifactMaterialization.ContentStore))
        {
            if (await store.KeepAsync(organizationId, kept.Sha256, cancel) is not { } size) throw new UnacceptableCommandException($"Materialization '{kept.Id}' names the content {kept.Sha256}, which the content store does not have; write it first, then requeue this message.");
            if (size != kept.Size) throw new UnacceptableCommandException($"Materialization '{kept.Id}' says {kept.Size} bytes; the content has {size}.");
        }
    }

    // A foreign sender may write null where a list is left out.
    internal static NewArtifact Wish(RegisterArtifact command) => new()
    {
        ArtifactId = command.ArtifactId,
        ArtifactType = command.ArtifactType,
        State = command.LifecycleState,
        Parents = command.ParentArtifacts ?? [],
        DerivationIntent = command.DerivationIntent,
        DerivationRunId = command.DerivationRunId,
        IntentId = command.ProducedBy?.IntentId,
        ExecutionId = command.ProducedBy?.ExecutionId,
        RunId = command.RunId,
        CorrelationId = command.CorrelationId,
        CreatedBy = command.CreatedBy,
        SemanticDescriptor = command.SemanticDescriptor,
        DisplayName = command.DisplayName,
        Materializations = command.Materializations ?? [],
    };
}
