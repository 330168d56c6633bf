namespace IntentEngine.Architecture.Messages;

public sealed class TopologyTests
{
    [Fact]
    public void A_command_goes_to_one_queue_which_its_constant_names() =>
        ContractTypes.All.SelectMany(type => Faults(type, Topology.All)).ShouldBeEmpty();

    [Fact]
    public void Nothing_else_than_contracts_is_consumed() => Topology.All.Select(line => line.Message).Except(ContractTypes.All).ShouldBeEmpty();

    [Fact]
    public void A_command_with_two_owners_is_caught()
    {
        var type = typeof(Contracts.Intents.ClaimIntent);
        Faults(type, [new("intents", type, false), new("others", type, false)]).ShouldHaveSingleItem().ShouldContain("two");
    }

    [Fact]
    public void A_command_that_nobody_handles_is_caught() =>
        Faults(typeof(Contracts.Workflows.RunStep), []).ShouldHaveSingleItem().ShouldContain("nobody handles");

    private static IEnumerable<string> Faults(Type type, IReadOnlyList<Topology> topology)
    {
        var queues = topology.Where(line => line.Message == type && !line.Subscribed).Select(line => line.Queue).Distinct().ToArray();
        var named = ContractTypes.NamedQueue(type);
        if (queues.Length > 1) yield return $"{type.Name} is handled in two queues, {string.Join(" and ", queues)}; a command has one owner.";
        // An owner may be anybody outside; its queue is its own.
        if (named is not null && !named.Contains('{') && queues.Length == 0) yield return $"{type.Name} says it is sent to '{named}', where nobody handles it.";
        if (named is not null && !named.Contains('{') && queues.Any(queue => queue != named)) yield return $"{type.Name} says it is sent to '{named}', but it is handled in '{queues[0]}'.";
        if (queues.Length > 0 && topology.Any(line => line.Message == type && line.Subscribed)) yield return $"{type.Name} is both sent and subscribed to; it is either a command or a fact.";
    }
}
