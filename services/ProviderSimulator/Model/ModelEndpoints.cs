using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Faults;
using Microsoft.Extensions.Options;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary><c>POST /v1/agent</c> (alias <c>/v1/responses</c>) and <c>POST /v1/chat/completions</c>; <c>/chat/completions</c> is retired and says so.</summary>
internal static class ModelEndpoints
{
    private static readonly HashSet<string> AgentFields =
        ["input", "model", "models", "preset", "instructions", "tools", "tool_choice", "max_output_tokens", "max_steps", "reasoning", "language_preference", "response_format", "stream", "background", "previous_response_id"];

    public static void MapModel(this IEndpointRouteBuilder simulator)
    {
        simulator.MapPost("/v1/agent", (RequestDelegate)Agent);
        simulator.MapPost("/v1/responses", (RequestDelegate)Agent);
        simulator.MapPost("/v1/chat/completions", (RequestDelegate)Chat);
        simulator.MapPost("/chat/completions", (RequestDelegate)Retired);
    }

    private static async Task Agent(HttpContext http)
    {
        var body = await WireBody.Read(http) as JsonObject ?? [];
        var request = ModelRequest.FromAgent(body);
        var fault = await PlannedFault.Take(http, request.Purpose);
        var key = http.RequestServices.GetRequiredService<IOptions<SimulatorOptions>>().Value.ApiKey;
        var model = body["model"]?.ToString() ?? "";
        if (http.Request.Headers.Authorization != "Bearer " + key) await Error(http, 401, "Invalid API key", "invalid_request_error");
        else if (Refuse(http, fault) is { } refusal) await refusal;
        else if (body.Select(field => field.Key).FirstOrDefault(name => !AgentFields.Contains(name)) is { } unknown) await Error(http, 400, $"validation failed: unknown field \"{unknown}\"", "invalid_request");
        else if (body["input"] is null) await Error(http, 400, "validation failed: input is required", "invalid_request");
        else if (!model.Contains('/')) await Error(http, 400, $"validation failed: model \"{model}\" is not supported", "invalid_request");
        else
        {
            var (text, sources) = http.RequestServices.GetRequiredService<ModelAnswers>().Answer(request);
            await Write(http, fault, ModelReply.Agent(request, model, Spoil(text, fault), sources, fault == FaultNames.StatusFailed ? "failed" : "completed"));
        }
    }

    private static async Task Chat(HttpContext http)
    {
        var body = await WireBody.Read(http) as JsonObject ?? [];
        var request = ModelRequest.FromChat(body);
        var fault = await PlannedFault.Take(http, request.Purpose);
        if (Refuse(http, fault) is { } refusal) await refusal;
        else if (fault == FaultNames.StatusFailed) await Error(http, 500, "The simulated model failed.", "server_error");
        else if (body["messages"] is not JsonArray { Count: > 0 }) await Error(http, 400, "messages is required", "invalid_request_error");
        else
        {
            var (text, _) = http.RequestServices.GetRequiredService<ModelAnswers>().Answer(request);
            await Write(http, fault, ModelReply.Chat(request, body["model"]?.ToString() ?? "", Spoil(text, fault)));
        }
    }

    private static Task Retired(HttpContext http) =>
        Error(http, 403, "Sonar is now the Agent API. Use /v1/responses instead of /chat/completions.", "chat_completions_not_available");

    /// <summary>How the APIs refuse; null when the fault is none of these.</summary>
    private static Task? Refuse(HttpContext http, string? fault)
    {
        switch (fault)
        {
            case FaultNames.Unauthorized: return Error(http, 401, "Invalid API key", "invalid_request_error");
            case FaultNames.UnauthorizedHtml: return WireBody.Write(http, 401, "text/html", PlannedFault.GatewayPage);
            case FaultNames.PaymentRequired: return Error(http, 402, "Insufficient credits", "insufficient_quota");
            case FaultNames.Retired: return Retired(http);
            case FaultNames.NotFound: return Error(http, 404, "Not found", "not_found");
            case FaultNames.ServerError: return Error(http, 500, "Internal server error", "server_error");
            case FaultNames.TooManyRequests or FaultNames.RateLimitBody or FaultNames.TooManyQueries:
                http.Response.Headers.RetryAfter = "1";
                return Error(http, 429, "Rate limit exceeded", "rate_limit_exceeded");
            default: return null;
        }
    }

    private static string? Spoil(string text, string? fault) => fault switch
    {
        FaultNames.Fenced => $"<think>The schema wants JSON.</think>\n```json\n{text}\n```",
        FaultNames.InvalidJson => "I am sorry, here is what I found: {not json",
        FaultNames.NoMessage or FaultNames.StatusFailed => null,
        _ => text,
    };

    private static Task Write(HttpContext http, string? fault, JsonObject reply) =>
        WireBody.Write(http, 200, "application/json", fault == FaultNames.Truncated ? PlannedFault.Cut(reply.ToJsonString()) : reply.ToJsonString());

    private static Task Error(HttpContext http, int status, string message, string type) => WireBody.Write(http, status, ModelReply.Error(message, type, status));
}
