using System.Text;
using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Faults;
using Microsoft.Extensions.Options;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary><c>POST /v3/dataforseo_labs/google/{function}/live</c>: one task per call, HTTP Basic.</summary>
internal static class LabsEndpoint
{
    public static void MapLabs(this IEndpointRouteBuilder simulator)
    {
        simulator.MapPost("/v3/dataforseo_labs/google/{function}/live", (RequestDelegate)Handle);
        simulator.Map("/v3/{**rest}", (RequestDelegate)(http => WireBody.Write(http, 404, LabsEnvelope.Refused(40400, "Not Found."))));
    }

    private static async Task Handle(HttpContext http)
    {
        var function = (string)http.Request.RouteValues["function"]!;
        var body = await WireBody.Read(http);
        var fault = await PlannedFault.Take(http, function);
        if (!IsAuthorized(http) || fault == FaultNames.Unauthorized)
        {
            await WireBody.Write(http, 401, LabsEnvelope.Refused(40100, "You are not authorized to access this resource."));
            return;
        }
        if (LabsFaults.Refuse(http, fault) is { } refusal)
        {
            await refusal;
            return;
        }
        var answer = fault == FaultNames.InvalidField ? LabsEnvelope.TaskFailed(function, null, 40501, "Invalid Field: 'target'.") : Answer(http, function, body);
        if (answer is null) await WireBody.Write(http, 404, LabsEnvelope.Refused(40400, "Not Found."));
        else await WireBody.Write(http, 200, "application/json", LabsFaults.Spoil(answer, fault));
    }

    private static JsonObject? Answer(HttpContext http, string function, JsonNode? body) => LabsRequest.Read(function, body) switch
    {
        null => LabsEnvelope.Refused(40503, "POST Data Is Invalid."),
        [] => LabsEnvelope.Refused(40502, "POST Data Is Empty."),
        [var task] => http.RequestServices.GetRequiredService<LabsAnswers>().Answer(task),
        [var first, ..] => LabsEnvelope.TaskFailed(function, first.Task, 40000, "You can set only one task at a time."),
    };

    private static bool IsAuthorized(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<SimulatorOptions>>().Value;
        return http.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Login}:{options.Password}"));
    }
}
