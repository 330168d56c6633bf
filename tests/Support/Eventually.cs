using System.Diagnostics;

namespace IntentEngine.Support;

/// <summary>Waits for a condition instead of for time to pass.</summary>
public static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again until the condition holds.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="what">What was waited for, for the failure message.</param>
    /// <param name="within">Longest wait; default 60 s, for busy machines.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static Task Holds(Func<Task<bool>> holds, string what, TimeSpan? within = null) =>
        Gives(async () => await holds() ? "yes" : null, what, within);

    /// <summary>Asks again until there is an answer.</summary>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public static async Task<T> Gives<T>(Func<Task<T?>> ask, string what, TimeSpan? within = null) where T : class
    {
        var limit = within ?? TimeSpan.FromSeconds(60);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is { } answer) return answer;
            if (watch.Elapsed > limit) throw new TimeoutException($"Waited {limit.TotalSeconds:0} s in vain for: {what}");
            await Task.Delay(Between, TimeProvider.System);
        }
    }
}
