using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.ProviderSimulator.Faults;

/// <summary><c>/simulator/faults</c> and <c>/simulator/calls</c>: what tests and demos steer and look at.</summary>
internal static class FaultAdmin
{
    public static void MapFaultAdmin(this IEndpointRouteBuilder simulator)
    {
        simulator.MapPut("/simulator/faults", (RequestDelegate)Put);
        simulator.MapDelete("/simulator/faults", (RequestDelegate)Delete);
        simulator.MapGet("/simulator/calls", (RequestDelegate)Calls);
        simulator.MapDelete("/simulator/calls", (RequestDelegate)ClearCalls);
    }

    private static async Task Put(HttpContext http)
    {
        var (faults, problem) = Read(await WireBody.Read(http));
        if (problem is not null)
        {
            await WireBody.Write(http, 400, new JsonObject { ["error"] = problem });
            return;
        }
        http.RequestServices.GetRequiredService<FaultList>().Set(faults);
        http.Response.StatusCode = 204;
    }

    private static Task Delete(HttpContext http)
    {
        http.RequestServices.GetRequiredService<FaultList>().Set([]);
        http.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static Task Calls(HttpContext http) =>
        WireBody.Write(http, 200, JsonSerializer.SerializeToNode(http.RequestServices.GetRequiredService<CallCounts>().All())!.AsObject());

    private static Task ClearCalls(HttpContext http)
    {
        http.RequestServices.GetRequiredService<CallCounts>().Clear();
        http.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static (List<Fault> Faults, string? Problem) Read(JsonNode? body)
    {
        const string expected = "Expected a list of {\"match\": path part, purpose or *, \"fault\": name, \"times\": 1 or more}.";
        var faults = new List<Fault>();
        if (body is not JsonArray list) return (faults, expected);
        foreach (var one in list)
        {
            if (one is not JsonObject fault || Text(fault["match"]) is not { Length: > 0 } match || Text(fault["fault"]) is not { } name) return (faults, expected);
            if (!FaultNames.IsKnown(name)) return (faults, $"There is no fault '{name}'. Expected one of {string.Join(", ", FaultNames.All)}.");
            var times = fault["times"] is JsonValue number && number.TryGetValue<int>(out var given) ? given : 1;
            if (times < 1) return (faults, expected);
            faults.Add(new(match, name, times));
        }
        return (faults, null);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
