using System.Globalization;

namespace IntentEngine.ProviderSimulator.Faults;

/// <summary>Finds the failure that a request shall get: its own header <c>X-Simulate</c> first, then the list.</summary>
internal static class PlannedFault
{
    /// <summary>The fault's name without number; null: none. A <c>slow</c> one is sat out here.</summary>
    public static async Task<string?> Take(HttpContext http, string operation)
    {
        http.RequestServices.GetRequiredService<CallCounts>().Add(operation);
        var header = http.Request.Headers["X-Simulate"].ToString();
        var name = header.Length > 0 ? header : http.RequestServices.GetRequiredService<FaultList>().Take(http.Request.Path, operation);
        if (name is null || !FaultNames.IsKnown(name)) return null;
        if (FaultNames.Base(name) != FaultNames.Slow) return name;
        var milliseconds = name.Split(':') is [_, var given] && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, 600_000) : 2000;
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), http.RequestServices.GetRequiredService<TimeProvider>(), http.RequestAborted);
        return null;
    }

    /// <summary>Half of an answer, as a broken connection leaves it.</summary>
    public static string Cut(string body) => body[..(body.Length / 2)];

    /// <summary>The page of a gateway that refuses before the API is reached.</summary>
    public const string GatewayPage = "<html>\n<head><title>401 Authorization Required</title></head>\n<body>\n<center><h1>401 Authorization Required</h1></center>\n<hr><center>openresty</center>\n</body>\n</html>\n";
}
