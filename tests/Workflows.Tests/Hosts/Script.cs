using System.Collections.Concurrent;
using IntentEngine.Contracts;
using IntentEngine.Providers;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Hosts;

/// <summary>What the steps of one organization's workflows do instead of asking providers. Unless told otherwise they succeed.</summary>
public sealed class Script
{
    private readonly ConcurrentDictionary<int, ConcurrentQueue<Func<StepContext, CancellationToken, Task<StepResult>>>> _next = new();
    private readonly ConcurrentQueue<Ran> _runs = new();

    /// <summary>One run of a handler.</summary>
    public sealed record Ran(Guid WorkflowId, int Step, int Attempt, string Key, string? ManualInput);

    /// <summary>Every run so far, in order.</summary>
    public IReadOnlyList<Ran> Runs => [.. _runs];

    /// <summary>How many pieces of work step 9 hands out.</summary>
    public int Pieces { get; set; } = 2;

    /// <summary>Steps that ran, in order.</summary>
    public IReadOnlyList<int> Steps => [.. _runs.Select(r => r.Step)];

    public Script Fails(int step, int times, ProviderErrorType type, TimeSpan? retryAfter = null, decimal cost = 0)
    {
        for (var i = 0; i < times; i++)
            Then(step, (_, _) => throw new ProviderException(type, $"scripted {type}") { RetryAfter = retryAfter, CostUsd = cost });
        return this;
    }

    public Script Throws(int step, Exception exception) => Then(step, (_, _) => Task.FromException<StepResult>(exception));

    public Script Blocks(int step, string reason) => Then(step, (_, _) => Task.FromResult<StepResult>(new StepResult.Blocked(reason, "Give it.")));

    /// <summary>The next run of the step waits, ignoring its cancellation, until it is released.</summary>
    public Held Holds(int step)
    {
        var held = new Held();
        Then(step, async (context, _) =>
        {
            held.Begin();
            await held.Released;
            return Default(context);
        });
        return held;
    }

    public Script Then(int step, Func<StepContext, CancellationToken, Task<StepResult>> run)
    {
        _next.GetOrAdd(step, _ => new()).Enqueue(run);
        return this;
    }

    internal Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        _runs.Enqueue(new Ran(context.WorkflowId, context.Step, context.Attempt, context.IdempotencyKey, context.ManualInput?.GetRawText()));
        return _next.TryGetValue(context.Step, out var queue) && queue.TryDequeue(out var run) ? run(context, cancel) : Task.FromResult(Default(context));
    }

    /// <summary>Steps 3 and 7 propose items whose ids differ from round to round; step 9 hands out work; the others tell who ran.</summary>
    internal StepResult Default(StepContext context) => context.Step switch
    {
        3 => new StepResult.Completed(new { Seeds = Items(context, 3) }, 0.25m),
        7 => new StepResult.Completed(new { Subtopics = Items(context, 4) }, 0.25m),
        9 => new StepResult.Delegated(new { ArticlesQueued = Pieces }, [.. Enumerable.Range(0, Pieces).Select(i => new DelegatedWork
        {
            IntentType = "scripted_work",
            TargetArtifactId = $"article-{i}",
            Context = new { Number = i },
        })]),
        _ => new StepResult.Completed(new { context.Step, Key = context.IdempotencyKey }, 0.25m),
    };

    private static object[] Items(StepContext context, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new { Id = NameBasedGuid.Create(context.WorkflowId, $"{context.IdempotencyKey}:{i}"), Text = $"item {i}" })];

    /// <summary>A run in the hands of the test.</summary>
    public sealed class Held
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when the run has begun.</summary>
        public Task Begun => _begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        internal Task Released => _released.Task;

        public void Release() => _released.TrySetResult();

        internal void Begin() => _begun.TrySetResult();
    }
}
