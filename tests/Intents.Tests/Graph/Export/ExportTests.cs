using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Export;

public sealed class ExportTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(3, 25)]
    [InlineData(18, 100)]
    [InlineData(500, 100)]
    public void A_node_grows_with_its_edges(int degree, int size) => ExportedGraph.Size(degree).ShouldBe(size);

    [Fact]
    public void A_label_has_at_most_fifty_characters()
    {
        ExportedGraph.Label(new string('x', 50)).Length.ShouldBe(50);
        ExportedGraph.Label(new string('x', 51)).ShouldBe(new string('x', 47) + "...");
        ExportedGraph.Label(new string('x', 46) + "😀 and more text").ShouldBe(new string('x', 46) + "...");
    }

    [Theory]
    [InlineData(EdgeType.IsSubgoalOf, 2, "hierarchical")]
    [InlineData(EdgeType.RelatedTo, 101, "force_directed")]
    [InlineData(EdgeType.RelatedTo, 100, "circular")]
    public void The_layout_suits_the_graph(object type, int nodes, string hint) =>
        ExportedGraph.Of(new GraphContent([.. Enumerable.Range(0, nodes).Select(n => GraphSample.Intent($"i{n}"))], [GraphSample.Edge("i0", "i1", (EdgeType)type)])).LayoutHint.ShouldBe(hint);

    [Fact]
    public void The_centre_of_a_cluster_has_the_most_edges()
    {
        var graph = ExportedGraph.Of(new GraphContent([.. "abcd".Select(c => GraphSample.Intent($"{c}"))], [GraphSample.Edge("a", "b"), GraphSample.Edge("c", "b")]));

        graph.Clusters.Select(c => (c.Center, c.IntentIds.Count)).ShouldBe([("b", 3), ("d", 1)]);
    }

    [Fact]
    public void Whatever_a_goal_says_dot_reads_it_as_text()
    {
        var graph = ExportedGraph.Of(new GraphContent([GraphSample.Intent("a", goal: "say \"hi\" \\ then\nleave];"), GraphSample.Intent("b")], [GraphSample.Edge("a", "b", EdgeType.Enables, 0.5)]));

        var dot = DotText.Of(graph);

        dot.ShouldContain("\"a\" [label=\"say \\\"hi\\\" \\\\ then\\nleave];\"");
        dot.ShouldContain("\"a\" -> \"b\" [label=\"enables (0.5)\"];");
        dot.Count(c => c == '\n').ShouldBe(7);
    }

    [Fact]
    public void Whatever_a_goal_says_mermaid_reads_it_as_text()
    {
        var graph = ExportedGraph.Of(new GraphContent([GraphSample.Intent("end", goal: "\"]; click n0 <b>#1\n| é"), GraphSample.Intent("b")], [GraphSample.Edge("end", "b", EdgeType.Blocks)]));

        MermaidText.Of(graph).ShouldBe("graph BT\n  n0[\"#34;#93;#59; click n0 #60;b#62;#35;1 #124; é\"]:::active\n  n1[\"Do b\"]:::active\n  n0 -->|blocks| n1\n");
    }
}
