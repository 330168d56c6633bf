using MassTransit;

namespace IntentEngine.Architecture.States;

/// <summary>Which events a state machine handles in which state, and where they can lead: read from the machine itself.</summary>
internal sealed class TransitionMap : StateMachineVisitor
{
    private readonly SortedDictionary<(string State, string Event), SortedSet<string>> _targets = [];
    private string _state = "";
    private string _event = "";

    private TransitionMap() { }

    public static TransitionMap Of(StateMachine machine)
    {
        var map = new TransitionMap();
        ((IVisitable)machine).Accept(map);
        return map;
    }

    /// <summary>Whether activities are bound to the event in this state.</summary>
    public bool Handles(State state, Event @event) => _targets.ContainsKey((state.Name, @event.Name));

    /// <summary>States the event can lead to; empty: it stays.</summary>
    public IReadOnlyCollection<string> Targets(State state, Event @event) => _targets.TryGetValue((state.Name, @event.Name), out var targets) ? targets : [];

    /// <summary>Whether any event leads to this state.</summary>
    public bool IsReachable(State state) => _targets.Values.Any(targets => targets.Contains(state.Name));

    public void Visit(State state, Action<State> next)
    {
        _state = state.Name;
        next(state);
    }

    public void Visit(Event @event, Action<Event> next)
    {
        Enter(@event);
        next(@event);
    }

    public void Visit<TMessage>(Event<TMessage> @event, Action<Event<TMessage>> next) where TMessage : class
    {
        Enter(@event);
        next(@event);
    }

    public void Visit(IStateMachineActivity activity)
    {
        if (activity.GetType().GetProperty("ToState")?.GetValue(activity) is State target) _targets[(_state, _event)].Add(target.Name);
    }

    public void Visit(IStateMachineActivity activity, Action<IStateMachineActivity> next)
    {
        Visit(activity);
        next(activity);
    }

    public void Visit<T>(IBehavior<T> behavior) where T : class, SagaStateMachineInstance { }

    public void Visit<T>(IBehavior<T> behavior, Action<IBehavior<T>> next) where T : class, SagaStateMachineInstance => next(behavior);

    public void Visit<T, TMessage>(IBehavior<T, TMessage> behavior) where T : class, SagaStateMachineInstance where TMessage : class { }

    public void Visit<T, TMessage>(IBehavior<T, TMessage> behavior, Action<IBehavior<T, TMessage>> next) where T : class, SagaStateMachineInstance where TMessage : class => next(behavior);

    private void Enter(Event @event)
    {
        _event = @event.Name;
        _targets.TryAdd((_state, _event), []);
    }
}
