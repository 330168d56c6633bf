using System.Diagnostics;
using System.Text;
using System.Text.Json;
using IntentEngine.Intents.Rtfs;
using IntentEngine.Intents.Rtfs.Evaluation;
using IntentEngine.Intents.Rtfs.Judging;

namespace IntentEngine.Bench;

/// <summary>How many success criteria one core parses and judges in a second, beside reading JSON of the same size.</summary>
internal static class RtfsJudging
{
    private const string Criteria = """
        (fn [r]
          (let [revenue (get r :total-revenue 0) regions (get r :regions)]
            (and (map? r)
                 (not (empty? (get r :summary)))
                 (>= revenue 50000) ; the goal of the quarter
                 (every? (fn [region] (> (:growth region) 0.0)) regions)
                 (starts-with? (string-lower (:summary r)) "revenue"))))
        """;

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    public static Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var result = JsonSerializer.Deserialize<JsonElement>(
            """{"summary": "Revenue grew", "total_revenue": 60000.0, "regions": [{"growth": 0.1}, {"growth": 0.2}, {"growth": 0.3}]}""");
        if (!JudgingContext.TryRead(result, null, out var context, out var why)) throw new InvalidOperationException(why);
        if (!RtfsExpression.TryParse(Criteria, out var parsed, out var error)) throw new InvalidOperationException(error.ToString());
        if (ExpressionJudge.Criteria(Criteria, context) != Judgement.Satisfied) throw new InvalidOperationException("The criteria must be satisfied, or an error would be measured.");
        var json = Json(Encoding.UTF8.GetByteCount(Criteria));

        var floor = PerSecond(() => JsonDocument.Parse(json).Dispose());
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            Figure.Against($"parse {json.Length} bytes of criteria (floor: JSON of that size)", PerSecond(() => RtfsExpression.TryParse(Criteria, out _, out _)), "1/s", floor),
            Figure.Against("evaluate them against a result (same floor)", PerSecond(() => RtfsEvaluator.EvaluateAndApply(parsed.Form, context.Variables, context.Result)), "1/s", floor),
            Figure.Against("parse and judge (same floor)", PerSecond(() => ExpressionJudge.Criteria(Criteria, context)), "1/s", floor),
        ]);
    }

    // As many tokens as the criteria have: names, numbers and nesting rather than one long text.
    private static byte[] Json(int bytes)
    {
        const string item = """{"growth":0.1,"name":["and",5]},""";
        var items = string.Concat(Enumerable.Repeat(item, bytes / item.Length + 1))[..(bytes / item.Length * item.Length)].TrimEnd(',');
        return Encoding.UTF8.GetBytes($"[{items}]".PadRight(bytes));
    }

    private static double PerSecond(Action action)
    {
        Measure(action, Each / 2);
        return Measure(action, Each);
    }

    private static double Measure(Action action, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var done = 0L;
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            for (var i = 0; i < 100; i++) action();
            done += 100;
        }

        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
