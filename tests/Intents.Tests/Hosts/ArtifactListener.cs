using IntentEngine.Contracts.Intents;
using MassTransit;

namespace IntentEngine.Intents.Hosts;

/// <summary>Stands where Lineage would.</summary>
public sealed class ArtifactListener(Heard heard) : IConsumer<ArtifactRegistered>, IConsumer<ArtifactStateChanged>
{
    public Task Consume(ConsumeContext<ArtifactRegistered> context) => Note(context.Message);

    public Task Consume(ConsumeContext<ArtifactStateChanged> context) => Note(context.Message);

    private Task Note(object message)
    {
        heard.Note(message);
        return Task.CompletedTask;
    }
}
