using System.Diagnostics;

namespace IntentEngine.LocalServers;

internal static class Eventually
{
    /// <summary>Waits for a condition of the outside world; fails with <paramref name="what"/> after the limit.</summary>
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, int seconds = 30)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(since).TotalSeconds > seconds) throw new TimeoutException($"Not within {seconds} s: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
