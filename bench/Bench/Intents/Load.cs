using System.Diagnostics;

namespace IntentEngine.Bench.Intents;

/// <summary>Does the same thing many times, so many at once.</summary>
internal static class Load
{
    /// <summary>How often per second <paramref name="work"/> was done.</summary>
    public static async Task<double> PerSecond(int times, int inFlight, Func<Task> work)
    {
        var begun = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref begun) <= times) await work();
        })));
        return times / watch.Elapsed.TotalSeconds;
    }
}
