using System.Text.Json;

namespace IntentEngine.EndToEnd.Demo;

/// <summary>The product's main job in one command, embedded and distributed.</summary>
public sealed class DemoTests
{
    private const long EmbeddedLimit = 350L * 1024 * 1024;

    [Fact(Timeout = 600_000)]
    public Task The_embedded_demo_writes_articles_within_its_memory() => DemoProgram.Run(demo =>
    {
        HoldsWhatItPromises(demo, "embedded");
        var resident = demo.GetProperty("resident_bytes").GetInt64();
        resident.ShouldBeInRange(1, EmbeddedLimit);
        TestContext.Current.TestOutputHelper!.WriteLine($"resident {resident / 1024 / 1024} MB; timings {demo.GetProperty("timings")}");
    });

    [Fact(Timeout = 600_000)]
    public Task The_distributed_demo_writes_articles_with_two_instances_of_workflows() => DemoProgram.Run(demo =>
    {
        HoldsWhatItPromises(demo, "distributed");
        demo.GetProperty("processes").EnumerateArray().Count(p => p.GetProperty("name").GetString()!.StartsWith("workflows", StringComparison.Ordinal)).ShouldBe(2);
        TestContext.Current.TestOutputHelper!.WriteLine($"timings {demo.GetProperty("timings")}");
    }, "--distributed");

    private static void HoldsWhatItPromises(JsonElement demo, string mode)
    {
        demo.GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        demo.GetProperty("mode").GetString().ShouldBe(mode);
        demo.GetProperty("providers_simulated").GetBoolean().ShouldBeTrue();
        demo.GetProperty("workflow").GetProperty("status").GetString().ShouldBe("completed");
        var articles = demo.GetProperty("articles").EnumerateArray().ToList();
        articles.ShouldNotBeEmpty();
        foreach (var article in articles) IsRealMarkdown(article);
        HoldsTheLineage(demo, articles.Count);
        HoldsTheAudit(demo);
    }

    private static void IsRealMarkdown(JsonElement article)
    {
        article.GetProperty("status").GetString().ShouldBe("completed");
        var text = File.ReadAllText(article.GetProperty("path").GetString()!);
        text.Split('\n')[0].ShouldStartWith("# ");
        text.Split('\n').Count(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(2);
        text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(150);
    }

    // The workflow, its ten steps, and for each article a workflow with its six.
    private static void HoldsTheLineage(JsonElement demo, int articles)
    {
        demo.GetProperty("execution_count").GetInt32().ShouldBeGreaterThanOrEqualTo(11 + (7 * articles));
        demo.GetProperty("executions").EnumerateArray().Count().ShouldBe(1, "the lineage is one tree");
    }

    private static void HoldsTheAudit(JsonElement demo)
    {
        var audit = demo.GetProperty("audit").EnumerateArray().ToList();
        var completed = audit.Where(e => e.GetProperty("action").GetString() == "step_completed").Select(e => e.GetProperty("details").GetProperty("step_number").GetInt32());
        completed.Order().ShouldBe(Enumerable.Range(0, 10));
        audit.Count(e => e.GetProperty("action").GetString() == "approval_granted").ShouldBe(2);
        var transitions = audit.Where(e => e.TryGetProperty("transition", out var t) && t.ValueKind == JsonValueKind.Number).Select(e => e.GetProperty("transition").GetInt32()).Distinct().Order().ToList();
        transitions.ShouldBe(Enumerable.Range(1, transitions.Count));
    }
}
