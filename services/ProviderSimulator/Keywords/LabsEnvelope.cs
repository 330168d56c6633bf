using System.Globalization;
using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Corpus;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>DataForSEO's envelope.</summary>
internal static class LabsEnvelope
{
    private const string Version = "0.1.simulator";

    /// <summary>An answer without tasks: refused before any work.</summary>
    public static JsonObject Refused(int code, string message) => Top(code, message, 0, null);

    /// <summary>A task that failed while the call as a whole reports success.</summary>
    public static JsonObject TaskFailed(string function, JsonObject? data, int code, string message) => Top(20000, "Ok.", 0, Task(function, data, code, message, 0, null));

    /// <summary>Success: 0.01 USD for the task and 0.0001 for each item, as the real one charges.</summary>
    /// <param name="function">The function that answers.</param>
    /// <param name="data">The task, echoed.</param>
    /// <param name="header">Fields of the result beside its items.</param>
    /// <param name="items">Null: nothing is known.</param>
    /// <param name="total">Rows before limit and offset.</param>
    public static JsonObject Ok(string function, JsonObject data, JsonObject header, JsonArray? items, int total)
    {
        var cost = 0.01m + (0.0001m * (items?.Count ?? 0));
        var result = new JsonObject { ["se_type"] = "google" };
        foreach (var (name, value) in header) result[name] = value?.DeepClone();
        result["location_code"] = data["location_code"]?.DeepClone();
        result["language_code"] = data["language_code"]?.DeepClone();
        result["total_count"] = items is null ? null : total;
        result["items_count"] = items?.Count ?? 0;
        result["items"] = items;
        return Top(20000, "Ok.", cost, Task(function, data, 20000, "Ok.", cost, new JsonArray(result)));
    }

    private static JsonObject Top(int code, string message, decimal cost, JsonObject? task) => new()
    {
        ["version"] = Version,
        ["status_code"] = code,
        ["status_message"] = message,
        ["time"] = "0.0100 sec.",
        ["cost"] = cost,
        ["tasks_count"] = task is null ? 0 : 1,
        ["tasks_error"] = 0,
        ["tasks"] = task is null ? null : new JsonArray(task),
    };

    private static JsonObject Task(string function, JsonObject? data, int code, string message, decimal cost, JsonArray? result) => new()
    {
        ["id"] = Id(function, data),
        ["status_code"] = code,
        ["status_message"] = message,
        ["time"] = "0.0050 sec.",
        ["cost"] = cost,
        ["result_count"] = result?.Count ?? 0,
        ["path"] = new JsonArray("v3", "dataforseo_labs", "google", function, "live"),
        ["data"] = Echo(function, data),
        ["result"] = result,
    };

    private static JsonObject Echo(string function, JsonObject? data)
    {
        var echo = new JsonObject { ["api"] = "dataforseo_labs", ["function"] = function, ["se_type"] = "google" };
        foreach (var (name, value) in data ?? []) echo[name] = value?.DeepClone();
        return echo;
    }

    /// <summary>Looks like a UUID, is none, and depends on the request alone.</summary>
    private static string Id(string function, JsonObject? data) =>
        string.Create(CultureInfo.InvariantCulture, $"11200000-0000-0381-0000-{StableHash.Of(function + data?.ToJsonString()) & 0xffffffffffff:x12}");
}
