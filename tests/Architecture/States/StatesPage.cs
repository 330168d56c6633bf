using System.Text;
using MassTransit;

namespace IntentEngine.Architecture.States;

/// <summary>State machines as a page: a picture of what leads where, and a table of every event in every state.</summary>
internal static class StatesPage
{
    public static string Write(IEnumerable<StateMachine> machines)
    {
        var page = new StringBuilder("# State machines\n\nGenerated from the code by `./dev verify`; do not edit. States are phases, the same for every workflow definition; which step a workflow is at is data.\n");
        foreach (var machine in machines) Write(page, machine);
        return page.ToString();
    }

    private static void Write(StringBuilder page, StateMachine machine)
    {
        var map = TransitionMap.Of(machine);
        State[] states = [machine.Initial, .. Completeness.States(machine, map)];
        var events = Completeness.Events(machine).ToArray();

        page.Append($"\n## {machine.GetType().Name}\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var state in states)
            foreach (var group in from e in events from target in map.Targets(state, e) group e.Name by target)
                page.Append($"    {Node(machine, state.Name)} --> {Node(machine, group.Key)}: {string.Join(", ", group)}\n");
        page.Append("```\n\n");

        page.Append($"| event | {string.Join(" | ", states.Select(s => s.Name))} |\n|---|{string.Concat(states.Select(_ => "---|"))}\n");
        foreach (var @event in events) page.Append($"| {@event.Name} | {string.Join(" | ", states.Select(state => Cell(machine, map, state, @event)))} |\n");
        page.Append("\n`→ X`: may lead to X. `stays`: handled (answered, counted or audited) without a change of state. `ignored`: its moment has passed. `dropped`: there is no such saga.\n");
    }

    private static string Node(StateMachine machine, string state) => state == machine.Initial.Name || state == machine.Final.Name ? "[*]" : state;

    private static string Cell(StateMachine machine, TransitionMap map, State state, Event @event)
    {
        if (map.Targets(state, @event) is { Count: > 0 } targets) return $"→ {string.Join(", ", targets)}";
        if (map.Handles(state, @event)) return "stays";
        return state.Name == machine.Initial.Name ? "dropped" : "ignored";
    }
}
