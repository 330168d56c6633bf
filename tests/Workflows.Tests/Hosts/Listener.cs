using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Contracts.Workflows;
using MassTransit;

namespace IntentEngine.Workflows.Hosts;

/// <summary>Stands where Intents, Lineage and any other listener would.</summary>
public sealed class Listener(Heard heard) :
    IConsumer<CreateIntent>, IConsumer<CancelIntent>, IConsumer<ClaimIntent>, IConsumer<CompleteIntent>, IConsumer<CompleteWithArtifact>, IConsumer<FailIntent>,
    IConsumer<RecordLineage>, IConsumer<RepairAnswered>, IConsumer<ArticleGenerationRequested>
{
    public Task Consume(ConsumeContext<CreateIntent> context) => Note(context.Message);

    public Task Consume(ConsumeContext<CancelIntent> context) => Note(context.Message);

    public Task Consume(ConsumeContext<ClaimIntent> context) => Note(context.Message);

    public Task Consume(ConsumeContext<CompleteIntent> context) => Note(context.Message);

    public Task Consume(ConsumeContext<CompleteWithArtifact> context) => Note(context.Message);

    public Task Consume(ConsumeContext<FailIntent> context) => Note(context.Message);

    public async Task Consume(ConsumeContext<RecordLineage> context)
    {
        await Note(context.Message);
        if (heard.LineageAnswers) await context.Publish(new LineageRecorded { Sender = context.Message.Sender!, Rows = context.Message.Rows! });
    }

    public Task Consume(ConsumeContext<RepairAnswered> context) => Note(context.Message);

    public Task Consume(ConsumeContext<ArticleGenerationRequested> context) => Note(context.Message);

    private Task Note(object message)
    {
        heard.Note(message);
        return Task.CompletedTask;
    }
}
