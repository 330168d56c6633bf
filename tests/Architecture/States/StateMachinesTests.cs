using IntentEngine.Architecture.Hosts;
using MassTransit;

namespace IntentEngine.Architecture.States;

public sealed class StateMachinesTests
{
    [Fact]
    public async Task Every_event_is_decided_in_every_state_and_the_page_says_so()
    {
        await using var app = ServiceHosts.Production("all-in-one");
        var machines = StateMachines.In(app.Services);
        machines.ShouldNotBeEmpty();
        machines.SelectMany(Completeness.Gaps).ShouldBeEmpty();
        Generated.Check("docs/states.md", StatesPage.Write(machines));
    }

    [Fact]
    public void An_undecided_event_is_caught() =>
        Completeness.Gaps(new Forgetful()).ShouldBe(["Forgetful: Closed is neither handled nor ignored in Done.", "Forgetful: Opened is neither handled nor ignored in Open."], ignoreOrder: true);

    [Fact]
    public void The_page_tells_where_each_event_leads()
    {
        var page = StatesPage.Write([new Forgetful()]);
        page.ShouldContain("    [*] --> Open: Opened\n");
        page.ShouldContain("    Open --> Done: Closed\n");
        page.ShouldContain("| Closed | dropped | → Done | ignored |");
    }

    private sealed class Door : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }
        public string State { get; set; } = "";
    }

    private sealed record Opening(Guid Id);

    private sealed record Closing(Guid Id);

    private sealed class Forgetful : MassTransitStateMachine<Door>
    {
        public Forgetful()
        {
            InstanceState(x => x.State);
            Event(() => Opened, e => e.CorrelateById(c => c.Message.Id));
            Event(() => Closed, e => e.CorrelateById(c => c.Message.Id));
            Initially(When(Opened).TransitionTo(Open));
            During(Open, When(Closed).TransitionTo(Done));
            During(Done, Ignore(Opened));
        }

        public State Open { get; private set; } = null!;
        public State Done { get; private set; } = null!;
        public Event<Opening> Opened { get; private set; } = null!;
        public Event<Closing> Closed { get; private set; } = null!;
    }
}
