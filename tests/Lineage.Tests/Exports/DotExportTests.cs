using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.Exports;

/// <summary>DOT that Graphviz reads as the nodes and arrows that were meant, whatever they are called.</summary>
public sealed partial class DotExportTests
{
    [Fact]
    public void Every_picture_is_made_of_the_tokens_of_the_language_and_says_what_was_drawn() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(HostileGraph.Any(), graph =>
        {
            var tokens = Tokens(DotExport.Write(graph));
            var (nodes, arrows) = Read(tokens);

            var drawn = DrawnGraph.Of(graph);
            nodes.ShouldBe(drawn.Nodes.Select(n => (n.Key, Shown(n.Label))));
            arrows.ShouldBe(drawn.Arrows.Select(a => (a.From, a.To, a.Label is null ? null : Shown(a.Label))));
        }));

    // Spaces apart: identifiers, texts in quotes, the arrow, and signs. Anything else is no DOT.
    private static List<string> Tokens(string dot)
    {
        var (tokens, at) = (new List<string>(), 0);
        while (at < dot.Length)
        {
            var token = Token().Match(dot, at);
            token.Success.ShouldBeTrue($"no token at {at}: {dot[at..Math.Min(dot.Length, at + 40)]}");
            if (!string.IsNullOrWhiteSpace(token.Value)) tokens.Add(token.Value);
            at += token.Length;
        }

        return tokens;
    }

    private static (List<(string, string)> Nodes, List<(string, string, string?)> Arrows) Read(List<string> tokens)
    {
        var (nodes, arrows) = (new List<(string, string)>(), new List<(string, string, string?)>());
        tokens.Take(7).ShouldBe(["digraph", "lineage", "{", "rankdir", "=", "LR", ";"]);
        tokens[^1].ShouldBe("}");
        var at = 7;
        while (at < tokens.Count - 1)
        {
            var statement = tokens.Skip(at).TakeWhile(token => token != ";").ToList();
            at += statement.Count + 1;
            if (statement[1] == "->") arrows.Add((statement[0], statement[2], Attributes(statement[3..]).TryGetValue("label", out var why) ? why : null));
            else nodes.Add((statement[0], Attributes(statement[1..])["label"]));
        }

        at.ShouldBe(tokens.Count - 1);
        return (nodes, arrows);
    }

    private static Dictionary<string, string> Attributes(List<string> list)
    {
        var attributes = new Dictionary<string, string>();
        if (list.Count == 0) return attributes;
        (list[0], list[^1]).ShouldBe(("[", "]"));
        for (var at = 1; at < list.Count - 1; at += 4)
        {
            (Word().IsMatch(list[at]), list[at + 1], list[at + 3] is "," or "]").ShouldBe((true, "=", true));
            attributes.Add(list[at], list[at + 2].StartsWith('"') ? Read(list[at + 2]) : list[at + 2]);
        }

        return attributes;
    }

    // What Graphviz shows for a text in quotes.
    private static string Read(string quoted) => Escape().Replace(quoted[1..^1], escape => escape.Value switch
    {
        "\\\"" => "\"",
        "\\\\" => "\\",
        "\\n" => "\n",
        "&amp;" => "&",
        var other => throw new InvalidOperationException($"expected no other escape; came {other}"),
    });

    internal static string Shown(string label) => string.Concat(label.Select(c => c != '\n' && char.IsControl(c) ? ' ' : c));

    [GeneratedRegex("""\G(?:[ \n]+|[A-Za-z_][A-Za-z0-9_]*|->|[\[\]{}=,;]|"(?:[^"\\\p{Cc}]|\\["\\n])*")""")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[a-z]+\z")]
    private static partial Regex Word();

    [GeneratedRegex("""\\.|&[#A-Za-z0-9]+;|&""")]
    private static partial Regex Escape();
}
