using MassTransit;

namespace IntentEngine.Architecture.States;

/// <summary>Every event is handled or ignored in every state a saga can be in; an event nobody thought of would be parked as an error.</summary>
internal static class Completeness
{
    /// <summary>Pairs of state and event that nobody decided.</summary>
    public static IEnumerable<string> Gaps(StateMachine machine)
    {
        var map = TransitionMap.Of(machine);
        return from state in States(machine, map)
               let decided = machine.NextEvents(state).Select(e => e.Name).ToHashSet()
               from @event in Events(machine)
               where !decided.Contains(@event.Name)
               select $"{machine.GetType().Name}: {@event.Name} is neither handled nor ignored in {state.Name}.";
    }

    /// <summary>States an existing saga can be in. Before the first event there is none, and events for it are dropped by their correlation.</summary>
    public static IEnumerable<State> States(StateMachine machine, TransitionMap map) =>
        machine.States.Where(state => state.Name != machine.Initial.Name && (state.Name != machine.Final.Name || map.IsReachable(state)));

    /// <summary>Events that come from outside; those a state raises on being entered or left are not messages.</summary>
    public static IEnumerable<Event> Events(StateMachine machine) =>
        machine.Events.Where(e => machine.States.All(s => e.Name != s.Enter.Name && e.Name != s.Leave.Name && e.Name != s.BeforeEnter.Name && e.Name != s.AfterLeave.Name));
}
