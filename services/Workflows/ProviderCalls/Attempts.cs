using IntentEngine.Providers;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>Runs the same provider work for several items, where one failure must not take the others with it (seed 004, steps 2, 4 and 7).</summary>
public static class Attempts
{
    /// <summary>Tries every item, at most <paramref name="parallelism"/> at a time; answers in the order of the items.</summary>
    /// <remarks>Only a <see cref="ProviderException"/> counts as a failure of one item; its cost goes to <paramref name="cost"/>. Anything else ends the whole run.</remarks>
    public static async Task<IReadOnlyList<Attempt<TItem, TResult>>> Run<TItem, TResult>(
        IReadOnlyList<TItem> items, int parallelism, CostMeter cost, Func<TItem, CancellationToken, Task<TResult>> work, CancellationToken cancel)
    {
        var attempts = new Attempt<TItem, TResult>[items.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancel };
        await Parallel.ForAsync(0, items.Count, options, async (index, token) => attempts[index] = await Try(items[index], cost, work, token));
        return attempts;
    }

    /// <summary>The one exception that stands for all failures: transient if any of them is, so that a retry gets its chance.</summary>
    /// <param name="failures">At least one.</param>
    /// <param name="what">What all of them were, e.g. <c>All competitors failed</c>.</param>
    /// <param name="cost">What the run spent before giving up.</param>
    public static ProviderException AllFailed(IReadOnlyCollection<ProviderException> failures, string what, CostMeter cost)
    {
        var decisive = failures.FirstOrDefault(failure => failure.IsTransient) ?? failures.First();
        var reasons = string.Join("; ", failures.Select(failure => failure.Message).Distinct().Take(3));
        return new ProviderException(decisive.ErrorType, $"{what} ({failures.Count}): {reasons}", decisive)
        {
            RetryAfter = failures.Max(failure => failure.RetryAfter),
            CostUsd = cost.Total,
        };
    }

    private static async Task<Attempt<TItem, TResult>> Try<TItem, TResult>(
        TItem item, CostMeter cost, Func<TItem, CancellationToken, Task<TResult>> work, CancellationToken cancel)
    {
        try
        {
            return new Attempt<TItem, TResult>(item, await work(item, cancel), null);
        }
        catch (ProviderException failure)
        {
            cost.Add(failure.CostUsd);
            return new Attempt<TItem, TResult>(item, default, failure);
        }
    }
}
