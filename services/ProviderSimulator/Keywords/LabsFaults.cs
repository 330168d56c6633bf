using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Faults;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>How DataForSEO fails.</summary>
internal static class LabsFaults
{
    /// <summary>Answers in place of the real answer; null when the fault is none of these.</summary>
    public static Task? Refuse(HttpContext http, string? fault)
    {
        switch (fault)
        {
            case FaultNames.UnauthorizedHtml: return WireBody.Write(http, 401, "text/html", PlannedFault.GatewayPage);
            case FaultNames.PaymentRequired: return Refuse(http, 402, 40200, "Payment Required.");
            case FaultNames.NotFound: return Refuse(http, 404, 40400, "Not Found.");
            case FaultNames.ServerError: return Refuse(http, 500, 50000, "Internal Error.");
            case FaultNames.RateLimitBody: return Refuse(http, 200, 40202, "The rate-limit per minute has been exceeded.");
            case FaultNames.TooManyQueries: return Refuse(http, 200, 40209, "Too many simultaneous queries.");
            case FaultNames.TooManyRequests:
                http.Response.Headers.RetryAfter = "1";
                return Refuse(http, 429, 40202, "The rate-limit per minute has been exceeded.");
            default: return null;
        }
    }

    /// <summary>The answer's text, spoilt where the fault says so.</summary>
    public static string Spoil(JsonObject answer, string? fault)
    {
        if (fault == FaultNames.Truncated) return PlannedFault.Cut(answer.ToJsonString());
        if (fault is FaultNames.ItemsNull or FaultNames.KeywordInfoNull && answer["tasks"]?[0]?["result"]?[0] is JsonObject result)
        {
            if (fault == FaultNames.ItemsNull) (result["items"], result["total_count"], result["items_count"]) = (null, null, 0);
            else
                foreach (var item in result["items"]?.AsArray() ?? [])
                    if ((item?["keyword_data"] ?? item) is JsonObject data) (data["keyword_info"], data["keyword_properties"]) = (null, null);
        }
        return answer.ToJsonString();
    }

    private static Task Refuse(HttpContext http, int status, int code, string message) => WireBody.Write(http, status, LabsEnvelope.Refused(code, message));
}
