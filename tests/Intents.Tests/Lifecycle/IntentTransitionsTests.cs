namespace IntentEngine.Intents.Lifecycle;

public sealed class IntentTransitionsTests
{
    private static readonly HashSet<(string From, string To)> Legal =
    [
        ("pending", "in_progress"), ("pending", "cancelled"),
        ("in_progress", "completed"), ("in_progress", "failed"), ("in_progress", "cancelled"), ("in_progress", "pending"),
        ("failed", "pending"),
    ];

    [Fact]
    public void Exactly_the_seven_transitions_of_the_specification_are_allowed()
    {
        var all = from one in Enum.GetValues<IntentStatus>() from other in Enum.GetValues<IntentStatus>() select (one, other);

        foreach (var (from, to) in all)
            IntentTransitions.Allow(from, to).ShouldBe(Legal.Contains((from.Word(), to.Word())), $"{from.Word()} → {to.Word()}");
    }

    [Fact]
    public void Words_are_those_of_the_seed() =>
        IntentStatusNames.All.ShouldBe(["pending", "in_progress", "completed", "failed", "cancelled"]);

    [Fact]
    public void Every_word_is_read_back_as_its_status()
    {
        foreach (var status in Enum.GetValues<IntentStatus>()) IntentStatusNames.Parse(status.Word()).ShouldBe(status);
        Should.Throw<InvalidOperationException>(() => IntentStatusNames.Parse("running")).Message.ShouldContain("in_progress");
    }
}
