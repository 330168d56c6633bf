using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Rtfs.Judging;
using Outcome = IntentEngine.Intents.Rtfs.Judging.Outcome;

namespace IntentEngine.Intents.Rtfs;

/// <summary>Conditions against a second, ten-line evaluator, with errors among the leaves.</summary>
public sealed class ShortCircuitTests
{
    private static readonly string[] Failing = ["missing", "(/ 1 0)", "(> 1)", "(5)", "(> 1 nil)"];

    private static Gen<Node> Condition(int depth) => depth == 0
        ? Gen.Elements("true", "false", "nil", "0", "\"\"", "missing", "(/ 1 0)", "(> 1)", "(5)", "(> 1 nil)").Select(text => new Node(text, []))
        : from head in Gen.Elements("and", "or", "not", "if", "do", "id")
          from inner in Condition(depth - 1).ArrayOf(3)
          select new Node(head, head is "not" or "id" ? inner[..1] : inner);

    [Fact]
    public void Only_what_was_evaluated_counts_and_an_error_never_counts_as_true() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Gen.Choose(0, 4).SelectMany(Condition).ToArbitrary(), condition =>
            ExpressionJudge.Criteria($"(do {condition})", Expressions.Context).Outcome == (Holds(condition) switch
            {
                true => Outcome.Satisfied,
                false => Outcome.Violated,
                null => Outcome.Undetermined,
            })));

    private static bool? Holds(Node node) => node.Head switch
    {
        "and" => node.Inner.Select(Holds).FirstOrDefault(h => h != true, true),
        "or" => node.Inner.Select(Holds).FirstOrDefault(h => h != false, false),
        "not" => !Holds(node.Inner[0]),
        "if" => Holds(node.Inner[0]) is not { } condition ? null : Holds(node.Inner[condition ? 1 : 2]),
        "do" => node.Inner.Any(i => Holds(i) is null) ? null : Holds(node.Inner[^1]),
        "id" => Holds(node.Inner[0]),
        var leaf => Failing.Contains(leaf) ? null : leaf is not ("false" or "nil"),
    };

    private sealed record Node(string Head, Node[] Inner)
    {
        public override string ToString() => Head switch
        {
            "id" => $"((fn [x] x) {Inner[0]})",
            _ when Inner.Length == 0 => Head,
            _ => $"({Head} {string.Join(' ', Inner.Select(i => i.ToString()))})",
        };
    }
}
