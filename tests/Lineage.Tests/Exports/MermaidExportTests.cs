using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.Exports;

/// <summary>Flowcharts that Mermaid reads as the nodes and arrows that were meant, whatever they are called.</summary>
public sealed partial class MermaidExportTests
{
    [Fact]
    public void Every_line_is_a_node_or_an_arrow_and_says_what_was_drawn() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(HostileGraph.Any(), graph =>
        {
            var text = MermaidExport.Write(graph);
            text.ShouldEndWith("\n");
            var lines = text[..^1].Split('\n');

            var drawn = DrawnGraph.Of(graph);
            lines[0].ShouldBe("flowchart LR");
            lines.Skip(1).Take(drawn.Nodes.Count).Select(NodeOf).ShouldBe(drawn.Nodes.Select(n => (n.Key, DotExportTests.Shown(n.Label))));
            lines.Skip(1 + drawn.Nodes.Count).Select(ArrowOf).ShouldBe(drawn.Arrows.Select(a => (a.From, a.To, a.Label is null ? null : a.Label.Length == 0 ? " " : DotExportTests.Shown(a.Label))));
            // What Mermaid and the page it is on would take for their own before they read quotes.
            text.ShouldNotContain("%%");
            text.ShouldNotContain("`");
            text.Replace("<br/>", "", StringComparison.Ordinal).ShouldNotContain("<");
            TakenAway().IsMatch(text).ShouldBeFalse(text);
        }));

    [Theory]
    [InlineData("a\"]", "a#34;#93;")]
    [InlineData("<script>", "#60;script#62;")]
    [InlineData("a\\b", "a#92;b")]
    [InlineData("#34;", "#35;34#59;")]
    [InlineData("one\ntwo\rthree", "one<br/>two three")]
    [InlineData("日本 é 😀 1.2", "日本 é 😀 1.2")]
    public void What_could_mean_something_is_written_as_an_entity(string name, string written)
    {
        var graph = new ExportGraph
        {
            OrganizationId = Guid.Empty,
            Executions = [new("e", new("n", name), "failed", "manual", null, "e", 1, null, null, default, null)],
            Datasets = [],
            Used = [],
            Generated = [],
            Derived = [],
            Complete = true,
        };

        MermaidExport.Write(graph).ShouldBe($"flowchart LR\n  e0[\"{written}<br/>failed\"]\n");
    }

    private static (string Key, string Label) NodeOf(string line)
    {
        var node = NodeLine().Match(line);
        node.Success.ShouldBeTrue(line);
        return (node.Groups["key"].Value, Read(node.Groups["label"].Value));
    }

    private static (string From, string To, string? Label) ArrowOf(string line)
    {
        var arrow = ArrowLine().Match(line);
        arrow.Success.ShouldBeTrue(line);
        return (arrow.Groups["from"].Value, arrow.Groups["to"].Value, arrow.Groups["label"] is { Success: true } label ? Read(label.Value) : null);
    }

    // What a browser shows for a text in quotes.
    private static string Read(string label) => Entity().Replace(label.Replace("<br/>", "\n", StringComparison.Ordinal), entity => ((char)int.Parse(entity.Groups[1].Value, CultureInfo.InvariantCulture)).ToString());

    private const string Label = @"(?<label>(?:[\p{L}\p{Nd}\p{Cs} ._/,()-]|\#[0-9]+;|<br/>)+)";

    [GeneratedRegex($"""^  (?<key>e[0-9]+)\["{Label}"\]\z|^  (?<key>d[0-9]+)\(\["{Label}"\]\)\z""")]
    private static partial Regex NodeLine();

    [GeneratedRegex($"""^  (?<from>[ed][0-9]+) (?:-->|-\.->\|"{Label}"\|) (?<to>[ed][0-9]+)\z""")]
    private static partial Regex ArrowLine();

    [GeneratedRegex("#([0-9]+);")]
    private static partial Regex Entity();

    [GeneratedRegex(@"(style|classDef).*:\S*#.*;")]
    private static partial Regex TakenAway();
}
