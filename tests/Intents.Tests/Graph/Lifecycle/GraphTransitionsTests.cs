using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Lifecycle;

public sealed class GraphTransitionsTests
{
    // Rows and columns as in the specification: Active, Executing, Completed, Failed, Suspended, Archived.
    private const string Matrix = """
        .XXXXX
        X.XXXX
        .....X
        X....X
        X....X
        X.....
        """;

    public static TheoryData<string, string, bool> Cells()
    {
        var cells = new TheoryData<string, string, bool>();
        var rows = Matrix.Split('\n');
        foreach (var from in Enum.GetValues<GraphStatus>())
            foreach (var to in Enum.GetValues<GraphStatus>())
                cells.Add(from.ToString(), to.ToString(), rows[(int)from].Trim()[(int)to] == 'X');
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Only_what_the_matrix_allows_changes_anything(string from, string to, bool allowed)
    {
        var (before, after) = (Enum.Parse<GraphStatus>(from), Enum.Parse<GraphStatus>(to));
        var graph = new InMemoryGraph();
        await graph.Plant([GraphSample.Intent("a", status: before)]);
        var untouched = await graph.Fingerprint();

        var outcome = await graph.Go("a", after);

        GraphTransitions.Allow(before, after).ShouldBe(allowed);
        (await graph.StatusOf("a")).ShouldBe(allowed ? after : before);
        if (allowed)
        {
            outcome.Refusal.ShouldBeNull();
            (await graph.Store.HistoryAsync(graph.Id, "a", default)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.From.ShouldBe(before), line => line.To.ShouldBe(after));
            return;
        }

        outcome.Refusal!.Status.ShouldBe(409);
        outcome.Refusal.Message.ShouldBe($"Cannot transition from {from} to {to}");
        (await graph.Fingerprint()).ShouldBe(untouched);
    }

    [Fact]
    public void The_table_names_what_is_allowed_from_every_status()
    {
        foreach (var from in Enum.GetValues<GraphStatus>())
            GraphTransitions.From(from).ShouldBe(Enum.GetValues<GraphStatus>().Where(to => GraphTransitions.Allow(from, to)), ignoreOrder: true);
    }
}
