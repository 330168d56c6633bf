using System.Text.Json;
using IntentEngine.Intents.Rtfs.Evaluation;
using IntentEngine.Intents.Rtfs.Judging;
using IntentEngine.Intents.Rtfs.Parsing;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs;

/// <summary>Expressions as text, and the context that the vectors of the specification are stated for.</summary>
internal static class Expressions
{
    /// <summary>uptime 0.995, response-time 180, result {:summary "ok" :total_revenue 60000.0 :n 5}.</summary>
    public static readonly JudgingContext Context = In(
        """{"uptime": 0.995, "response-time": 180}""", """{"summary": "ok", "total_revenue": 60000.0, "n": 5}""");

    public static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    public static JudgingContext In(string context, string result = "null") =>
        JudgingContext.TryRead(Json(result), Json(context), out var judging, out var why) ? judging : throw new InvalidOperationException(why);

    public static RtfsForm Parse(string source) =>
        RtfsParser.TryParse(source, out var form, out var error) ? form : throw new InvalidOperationException($"{source} → {error}");

    public static RtfsError ParseError(string source) =>
        RtfsParser.TryParse(source, out var form, out var error) ? throw new InvalidOperationException($"{source} was accepted as {form}") : error;

    public static RtfsResult Evaluate(string source, JudgingContext? context = null) => RtfsEvaluator.Evaluate(Parse(source), (context ?? Context).Variables);

    /// <summary>The value as text.</summary>
    public static string Value(string source, JudgingContext? context = null) => Evaluate(source, context) is { HasValue: true } result
        ? result.Value.ToString()
        : throw new InvalidOperationException($"{source} → {Evaluate(source, context).Error}");

    public static RtfsError EvaluationError(string source, JudgingContext? context = null) =>
        Evaluate(source, context).Error ?? throw new InvalidOperationException($"{source} → {Value(source, context)}");
}
