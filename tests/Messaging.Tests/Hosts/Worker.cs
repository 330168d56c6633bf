using MassTransit;

namespace IntentEngine.Messaging.Hosts;

/// <summary>A consumer as services write them: one unit of work, once per message.</summary>
public sealed class Worker(TestDatabase database, Script script) : IConsumer<DoWork>
{
    public const string Name = "worker";

    public Task Consume(ConsumeContext<DoWork> context) => script.Play(context, async () =>
    {
        var unit = database.Begin(context.Message.OrganizationId);
        unit.Once(Name, context.MessageId!.Value).AddEffect(context.Message.Work);
        unit.Publish(new WorkDone { OrganizationId = context.Message.OrganizationId, Work = context.Message.Work });
        await unit.CommitAsync();
    });
}

/// <summary>Listens to the facts and notes them.</summary>
public sealed class Listener(Heard heard) : IConsumer<WorkDone>, IConsumer<Unheard>
{
    public Task Consume(ConsumeContext<WorkDone> context) => Note(context, context.Message.Work);

    public Task Consume(ConsumeContext<Unheard> context) => Note(context, context.Message.Work);

    private Task Note(ConsumeContext context, Guid work)
    {
        heard.Note(work, context);
        return Task.CompletedTask;
    }
}
