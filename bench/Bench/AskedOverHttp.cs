using System.Diagnostics;
using System.Text.Json;

namespace IntentEngine.Bench;

/// <summary>Times one question of a service by one client.</summary>
internal static class AskedOverHttp
{
    /// <summary>How long each answer took, in milliseconds.</summary>
    /// <param name="http">The client.</param>
    /// <param name="address">What is asked for in each request, so that each asks for another one.</param>
    /// <param name="times">Answers that are measured, after half as many, 30 at least, that are not: the service has been running for a while when people ask.</param>
    /// <param name="list">The member that must have <paramref name="expected"/> entries.</param>
    /// <param name="expected">How many.</param>
    /// <param name="begins">Called when measuring begins.</param>
    public static async Task<List<double>> Time(HttpClient http, Func<int, string> address, int times, string list, int expected, Action? begins = null)
    {
        var measured = new List<double>(times);
        var first = -Math.Max(30, times / 2);
        for (var i = first; i < times; i++)
        {
            if (i == 0) begins?.Invoke();
            var started = Stopwatch.GetTimestamp();
            using var response = await http.GetAsync(new Uri(address(Math.Abs(i)), UriKind.Relative));
            var body = await response.Content.ReadAsByteArrayAsync();
            response.EnsureSuccessStatusCode();
            if (i >= 0) measured.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (i != first) continue;
            using var answer = JsonDocument.Parse(body);
            var came = answer.RootElement.GetProperty(list).GetArrayLength();
            if (came != expected) throw new InvalidOperationException($"Expected {expected} in {list}; came {came}.");
        }

        return measured;
    }
}
