using System.Globalization;
using System.Text.Json;

namespace IntentEngine.Lineage.Events;

/// <summary>One line for people about an event (seed 002, phase B: the timeline). Types that are not known here are named and no more.</summary>
internal static class EventSummary
{
    private const int Longest = 200;

    public static string Of(string type, JsonElement data)
    {
        var line = Sentence(type, name => Text(data, name));
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest - 1), "…");
    }

    private static string Sentence(string type, Func<string, string?> of) => type switch
    {
        "step_start" => $"step {Both(of("step_num"), of("step_name"))} began",
        "step_end" => $"step {Both(of("step_num"), of("step_name"))} ended: {of("status") ?? "unknown"}{After(of("duration_seconds"), " after ", " s")}{After(of("error_message"), ": ")}",
        "file_changed" => $"{of("operation") ?? "CHANGE"} {of("path")}",
        "test_failed" => $"test {of("test_name")} failed{After(of("error"), ": ")}",
        "test_passed" => $"test {of("test_name")} passed",
        "health_check_failed" => $"{of("endpoint")} is not healthy{After(of("status_code"), ": HTTP ")}{After(of("error"), ": ")}",
        "health_check_passed" => $"{of("endpoint")} is healthy",
        "rollback_triggered" => $"rolled back{After(of("files_restored"), ", files restored: ")}{After(of("reason"), ": ")}",
        "verification_started" => $"verification began{After(of("plan_type"), ": ")}",
        "verification_completed" => $"verification {(of("success") == "true" ? "passed" : "failed")}{After(of("error"), ": ")}",
        "execution_started" => $"{of("name") ?? "execution"} began{After(of("attempt") is "1" ? null : of("attempt"), ", attempt ")}",
        _ when type.StartsWith("execution_", StringComparison.Ordinal) => $"{of("name") ?? "execution"} {type["execution_".Length..]}{After(of("error_message"), ": ")}",
        _ => type,
    };

    private static string Both(string? number, string? name) => string.Join(' ', new[] { number, name }.Where(part => part is not null));

    private static string After(string? text, string before, string behind = "") => text is null ? "" : $"{before}{text}{behind}";

    private static string? Text(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array => value.GetArrayLength().ToString(CultureInfo.InvariantCulture),
            _ => null,
        } : null;
}
