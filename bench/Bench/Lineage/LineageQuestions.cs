using Npgsql;

namespace IntentEngine.Bench.Lineage;

/// <summary>The four questions with a bar, over HTTP by one client, beside their floors.</summary>
internal sealed class LineageQuestions(HttpClient http, LineageFloor floor, int requests)
{
    /// <summary>A question as it was measured.</summary>
    /// <param name="Name">What was asked.</param>
    /// <param name="Bar">The most its p95 may be, in milliseconds.</param>
    /// <param name="Times">How long each answer took, in milliseconds.</param>
    /// <param name="Floor">The same for the bare query.</param>
    internal sealed record Measured(string Name, double Bar, List<double> Times, List<double> Floor);

    /// <summary>Asks all of them while there are that many executions in trees and tasks. Each request asks for another one, spread over the whole table.</summary>
    public async Task<IReadOnlyList<Measured>> Ask(int executions)
    {
        int Tree(int request) => (int)(request * 7919L % LineageRows.TreesOf(executions));
        int Task(int request) => (int)(request * 7919L % LineageRows.Tasks(executions));
        var few = Math.Max(20, requests / 5);
        return
        [
            new("lineage of depth 20, tree of 50", 10,
                await Time(r => $"/api/executions/{LineageRows.Id($"tree-{Tree(r)}-0")}/lineage?depth=20", requests, "descendants", LineageRows.TreeSize - 1),
                await floor.Correlation(r => LineageRows.Id($"tree-{Tree(r)}"), 1000, requests)),
            new("correlation, page of 100 of 200", 5,
                await Time(r => $"/api/executions/correlation/{LineageRows.Id($"task-{Task(r)}")}?limit=100", requests, "executions", 100),
                await floor.Correlation(r => LineageRows.Id($"task-{Task(r)}"), 100, requests)),
            new("parent of 20,000 children, first page of 100", 5,
                await Time(_ => $"/api/executions/{LineageRows.Id("wide-0-0")}/lineage?limit=100", requests, "descendants", 100),
                await floor.Children(_ => LineageRows.Id("wide-0-0"), 100, requests)),
            new("chain of 5,000 retries, whole", 50,
                await Time(_ => $"/api/executions/{LineageRows.Id("chain-0-0")}/lineage?depth=10000&limit=10000", few, "descendants", LineageRows.Links - 1),
                await floor.Correlation(_ => LineageRows.Id("chain-0"), LineageRows.Links, few)),
            new("the same with core fields", 50,
                await Time(_ => $"/api/executions/{LineageRows.Id("chain-0-0")}/lineage?depth=10000&limit=10000&fields=core", few, "descendants", LineageRows.Links - 1),
                await floor.Correlation(_ => LineageRows.Id("chain-0"), LineageRows.Links, few)),
        ];
    }

    private Task<List<double>> Time(Func<int, string> address, int times, string list, int expected) => AskedOverHttp.Time(http, address, times, list, expected);
}
