using IntentEngine.Messaging.Hosts;
using MassTransit;

namespace IntentEngine.Messaging.Sagas;

/// <summary>Counts starts and steps while open; nothing counts while it is closed.</summary>
public sealed class CounterMachine : MassTransitStateMachine<Counter>
{
    private int _decisions;

    public CounterMachine()
    {
        InstanceState(x => x.Phase);
        Event(() => Started, e => e.CorrelateById(m => m.Message.Id));
        Event(() => Stepped, e => e.CorrelateById(m => m.Message.Id));
        Event(() => Shut, e => e.CorrelateById(m => m.Message.Id));
        Event(() => Reopened, e => e.CorrelateById(m => m.Message.Id));
        Event(() => Asked, e => e.CorrelateById(m => m.Message.Id));

        Initially(
            When(Started).Then(Begin).Then(c => c.Saga.Starts++).TransitionTo(Open),
            When(Stepped).Then(Begin).Then(Step).TransitionTo(Open));
        During(Open,
            When(Started).Then(Decide).Then(c => c.Saga.Starts++),
            When(Stepped).Then(Decide).Then(Step),
            When(Shut).TransitionTo(Closed),
            When(Asked).Then(Decide).Then(c => Answer(c, "open")),
            Ignore(Reopened));
        During(Closed,
            When(Reopened).TransitionTo(Open),
            When(Asked).Then(Decide).Then(c => Answer(c, "closed")),
            Ignore(Started), Ignore(Stepped), Ignore(Shut));
    }

    /// <summary>How often it decided.</summary>
    public int Decisions => Volatile.Read(ref _decisions);

    /// <summary>Runs inside each decision, before its commit.</summary>
    public Action<int> Deciding { get; set; } = _ => { };

    public State Open { get; private set; } = null!;

    public State Closed { get; private set; } = null!;

    public Event<Started> Started { get; private set; } = null!;

    public Event<Stepped> Stepped { get; private set; } = null!;

    public Event<Shut> Shut { get; private set; } = null!;

    public Event<Reopened> Reopened { get; private set; } = null!;

    public Event<Asked> Asked { get; private set; } = null!;

    private void Begin<T>(BehaviorContext<Counter, T> context) where T : class
    {
        context.Saga.OrganizationId = context.Unit().OrganizationId;
        Decide(context);
    }

    private void Decide<T>(BehaviorContext<Counter, T> context) where T : class => Deciding(Interlocked.Increment(ref _decisions));

    private static void Step(BehaviorContext<Counter, Stepped> context)
    {
        context.Saga.Steps++;
        var unit = context.Unit();
        unit.Reply = context.Saga.Steps;
        unit.Send(DoWork.Queue, new DoWork { OrganizationId = unit.OrganizationId, Work = Guid.NewGuid() });
        if (context.Message.Fails) unit.AddFailing();
    }

    private static void Answer(BehaviorContext<Counter> context, string phase)
    {
        context.Unit().Reply = phase;
        context.Unit().LeaveSagaUnchanged();
    }
}
