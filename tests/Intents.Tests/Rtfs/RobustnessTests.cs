using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Rtfs.Evaluation;
using IntentEngine.Intents.Rtfs.IntentForms;
using IntentEngine.Intents.Rtfs.Judging;
using IntentEngine.Intents.Rtfs.Parsing;
using Outcome = IntentEngine.Intents.Rtfs.Judging.Outcome;

namespace IntentEngine.Intents.Rtfs;

/// <summary>Whatever comes, there is an answer: a form or an error at a place inside the text, a value or an error.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Valid =
    [
        "(fn [r] (and (map? r) (contains? r :summary) (not (empty? (get r :summary)))))",
        "(let [a 1 b (+ a -2.5e3)] #| x |# (* a b)) ; ünd",
        "(intent \"say-hello\" :goal \"Say \\\"hello\\\" 😀\" :constraints {:max-cost 5.0 \"polite\" (> tone 0.5)}\n :success-criteria (= result [1, nil ##-Inf true]))",
    ];

    private static readonly string[] Pieces =
        ["(", ")", "[", "]", "{", "}", "\"", "\\", ";", "#|", "|#", "#", ":", ",", " ", "\n", "-", "+5", "1.5", "e", "nil", "true", "let", "fn", "if", "and", "a", "x y", "intent", ":goal", "ü", "\ud83d", "\0", "##NaN", "99999999999999999999"];

    [Fact]
    public void Ten_thousand_random_texts_have_an_answer()
    {
        var random = new Random(20261120);
        var accepted = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (Answer(text)) accepted++;
        }

        // Enough of both that each side was tried.
        accepted.ShouldBeInRange(200, 9_800);
    }

    [Fact]
    public void Every_beginning_of_a_valid_text_has_an_answer()
    {
        foreach (var source in Valid)
        {
            for (var length = 0; length < source.Length; length++) Answer(source[..length]);
            Answer(source).ShouldBeTrue();
        }
    }

    [Fact]
    public void Every_changed_byte_of_a_valid_text_has_an_answer()
    {
        foreach (var source in Valid)
        {
            var bytes = Encoding.UTF8.GetBytes(source);
            for (var i = 0; i < bytes.Length; i++)
            {
                foreach (var flip in (byte[])[0x01, 0x04, 0x10, 0x20, 0x80, 0xff])
                {
                    var changed = (byte[])bytes.Clone();
                    changed[i] ^= flip;
                    Answer(Encoding.UTF8.GetString(changed));
                }
            }
        }
    }

    [Fact]
    public void Every_program_ends_with_a_value_or_an_error() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(AnyForm.Program.ToArbitrary(), form =>
        {
            var result = RtfsEvaluator.Evaluate(form, Expressions.Context.Variables);
            var again = RtfsEvaluator.Evaluate(form, Expressions.Context.Variables);
            return result.HasValue == result.Error is null && result.Error?.ToString() == again.Error?.ToString() && result.Value?.ToString() == again.Value?.ToString();
        }));

    // True: the text is an expression.
    private static bool Answer(string text)
    {
        var accepted = RtfsParser.TryParse(text, out var form, out var error);
        var intent = IntentFormReader.TryRead(text, out _, out var why);
        foreach (var judged in new[] { ExpressionJudge.Criteria(text, Expressions.Context), ExpressionJudge.Rule(text, Expressions.Context) })
        {
            if (!accepted) judged.Outcome.ShouldBe(Outcome.Undetermined, text);
            if (judged.Message is { } message) new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(message).ShouldBeLessThan(3000, text);
        }

        if (accepted)
        {
            Expressions.Parse(form!.ToString()).ShouldBe(form, text);
        }
        else
        {
            intent.ShouldBeFalse(text);
            ShouldBeInside(text, error!);
        }

        if (!intent) ShouldBeInside(text, why!);
        return accepted;
    }

    private static void ShouldBeInside(string text, RtfsError error)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        error.At.Line.ShouldBeInRange(1, lines.Length, text);
        error.At.Column.ShouldBeInRange(1, lines[error.At.Line - 1].Length + 1, text);
        error.Message.ShouldNotBeNullOrWhiteSpace();
    }
}
