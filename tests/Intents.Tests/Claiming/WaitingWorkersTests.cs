namespace IntentEngine.Intents.Claiming;

public sealed class WaitingWorkersTests
{
    private static readonly Guid Here = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001");

    private readonly WaitingWorkers _workers = new();

    [Fact]
    public void One_call_wakes_the_one_who_has_waited_longest()
    {
        using var first = _workers.Join(Here, ["parse"]);
        using var second = _workers.Join(Here, ["parse"]);

        _workers.Wake(Here, "parse");

        (first.Called.IsCompleted, second.Called.IsCompleted).ShouldBe((true, false));
        _workers.Wake(Here, "parse");
        second.Called.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Calls_for_other_types_and_organizations_wake_nobody()
    {
        using var place = _workers.Join(Here, ["parse", "index"]);

        _workers.Wake(Here, "summarize");
        _workers.Wake(Guid.NewGuid(), "parse");

        place.Called.IsCompleted.ShouldBeFalse();
        _workers.Wake(Here, "index");
        place.Called.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Who_has_answered_can_be_called_again()
    {
        using var place = _workers.Join(Here, ["parse"]);
        _workers.Wake(Here, "parse");
        place.Answer();

        place.Called.IsCompleted.ShouldBeFalse();
        _workers.Wake(Here, "parse");
        place.Called.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Who_leaves_without_answering_passes_the_call_on()
    {
        var first = _workers.Join(Here, ["parse"]);
        using var second = _workers.Join(Here, ["parse"]);
        _workers.Wake(Here, "parse");

        first.Dispose();

        second.Called.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void When_all_have_left_nothing_is_kept()
    {
        var place = _workers.Join(Here, ["parse", "index", "parse"]);
        _workers.Waiting(Here, "parse").ShouldBe(1);

        place.Dispose();
        place.Dispose();

        _workers.Queues.ShouldBe(0);
        _workers.Wake(Here, "parse");
    }
}
