using IntentEngine.Providers;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.ProviderCalls;

public sealed class AttemptsTests
{
    [Fact]
    public async Task One_failure_does_not_take_the_others_with_it_and_its_cost_counts()
    {
        var cost = new CostMeter();

        var attempts = await Attempts.Run([1, 2, 3], 2, cost, (n, _) => n == 2 ? throw Failure(ProviderErrorType.ServerError, "down") : Task.FromResult(n * 10), CancellationToken.None);

        attempts.Select(a => a.Result).ShouldBe([10, 0, 30]);
        attempts.Select(a => a.Failure?.Message).ShouldBe([null, "down", null]);
        cost.Total.ShouldBe(0.5m);
    }

    [Fact]
    public async Task A_mistake_of_ours_ends_the_whole_run() =>
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Attempts.Run<int, int>([1], 1, new CostMeter(), (_, _) => throw new InvalidOperationException("bug"), CancellationToken.None));

    [Fact]
    public async Task No_more_than_the_limit_run_at_once()
    {
        var (now, most) = (0, 0);
        var full = new TaskCompletionSource();

        await Attempts.Run<int, int>([.. Enumerable.Range(0, 12)], 3, new CostMeter(), async (n, _) =>
        {
            lock (full)
            {
                most = Math.Max(most, ++now);
                if (now == 3) full.TrySetResult();
            }

            await full.Task;
            lock (full) now--;
            return n;
        }, CancellationToken.None);

        most.ShouldBe(3);
    }

    [Fact]
    public void All_failing_is_transient_when_one_of_them_is()
    {
        var cost = new CostMeter();
        cost.Add(1.25m);
        var slow = Failure(ProviderErrorType.RateLimit, "slow", TimeSpan.FromSeconds(30));

        var all = Attempts.AllFailed([Failure(ProviderErrorType.AuthError, "no key"), slow], "All competitors failed", cost);

        all.IsTransient.ShouldBeTrue();
        all.RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        all.CostUsd.ShouldBe(1.25m);
        all.Message.ShouldBe("All competitors failed (2): no key; slow");
        Attempts.AllFailed([Failure(ProviderErrorType.AuthError, "no key")], "All competitors failed", cost).IsTransient.ShouldBeFalse();
    }

    private static ProviderException Failure(ProviderErrorType type, string message, TimeSpan? retryAfter = null) => new(type, message) { CostUsd = 0.5m, RetryAfter = retryAfter };
}
