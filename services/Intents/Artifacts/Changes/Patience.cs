using IntentEngine.Messaging.Database;
using Polly;
using Polly.Retry;

namespace IntentEngine.Intents.Artifacts.Changes;

/// <summary>Waits a moment for what a message overtook: messages are handled several at a time, and a child may come before its parent.</summary>
internal sealed class Patience(IntentsDatabase database)
{
    // 50 ms, doubled six times: some 3 seconds in all. What is not there then needs people.
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = database.Clock }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<OvertookException>(),
            MaxRetryAttempts = 6,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(50),
        })
        .Build();

    /// <summary>Runs <paramref name="attempt"/> until it does not say that something is missing.</summary>
    /// <exception cref="OvertookException">It still is.</exception>
    public Task Until(Func<CancellationToken, Task> attempt, CancellationToken cancel) => _pipeline.ExecuteAsync(async stop => await attempt(stop), cancel).AsTask();
}

/// <summary>A message needs something that is not registered, yet or at all. Its message is parked when waiting did not help.</summary>
public sealed class OvertookException(string message) : Exception(message);
