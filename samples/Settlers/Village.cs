using System.Collections.Concurrent;
using IntentEngine.Owners.Records;
using IntentEngine.Owners.Retrying;

namespace IntentEngine.Settlers;

/// <summary>Three owners and a world on one broker, and the three flows of seed 003: complete and redispatch; fail, retry and unassign; a need interrupts work.</summary>
public sealed class Village
{
    private readonly ConcurrentQueue<string> _story = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly Action<string> _print;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WorkManager _work;
    private readonly NeedsManager _needs;
    private readonly NavigationManager _navigation;
    private readonly World _world;

    /// <summary>A village that uses an engine.</summary>
    /// <param name="broker">The engine's broker.</param>
    /// <param name="organization">Whose village it is.</param>
    /// <param name="records">Makes the record store of an owner.</param>
    /// <param name="policy">When failed work is tried again.</param>
    /// <param name="print">Gets each line of the story.</param>
    public Village(Broker broker, Guid organization, Func<string, IExecutionRecords> records, FailurePolicy policy, Action<string> print)
    {
        ArgumentNullException.ThrowIfNull(records);
        (Broker, Organization, _print) = (broker, organization, print);
        _work = new WorkManager(this, records("work"), policy);
        _needs = new NeedsManager(this, records("needs"), settler => _work.Resume(settler));
        _navigation = new NavigationManager(this, records("navigation"));
        _world = new World(this);
    }

    /// <summary>The engine's broker.</summary>
    public Broker Broker { get; }

    /// <summary>Whose village it is.</summary>
    public Guid Organization { get; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<string> Story => [.. _story];

    /// <summary>Lives through the three flows.</summary>
    /// <param name="within">Gives up after this long.</param>
    /// <exception cref="TimeoutException">The story did not come to its end.</exception>
    public async Task LiveAsync(TimeSpan within)
    {
        await Task.WhenAll(_work.ListenAsync(), _needs.ListenAsync(), _navigation.ListenAsync());
        // While Cleo saws, she gets hungry; what she was at is interrupted before she is done.
        _world.During = async (settler, what) =>
        {
            if (settler != "Cleo" || what != "saw planks" || _interrupted.Task.IsCompleted) return;
            await _needs.Hungry(settler);
            await _interrupted.Task;
        };
        _world.Blocked["Bert"] = true;
        await _world.ListenAsync();

        await _work.Assign("Alma", "fell a tree", "carry wood");
        await _work.Assign("Bert", "fish");
        await _work.Assign("Cleo", "saw planks");
        await _ended.Task.WaitAsync(within, TimeProvider.System);
        if (_faults.TryPeek(out var fault)) throw new InvalidOperationException("Somebody in the village stumbled.", fault);
    }

    internal void Tell(string line)
    {
        _story.Enqueue(line);
        _print(line);
        if (line == "work of Cleo is interrupted") _interrupted.TrySetResult();
        string[] last = ["Alma has worked enough", "Cleo has worked enough", "navigation: Bert is home"];
        if (last.All(_story.Contains)) _ended.TrySetResult();
    }

    internal Task Unassigned(string settler) => _navigation.GoHome(settler);

    /// <summary>Does something after a pause, beside everything else.</summary>
    internal void Later(TimeSpan pause, Func<Task> work) => _ = Task.Run(async () =>
    {
        try
        {
            await Task.Delay(pause, TimeProvider.System);
            await work();
        }
        catch (Exception fault)
        {
            _faults.Enqueue(fault);
            _ended.TrySetResult();
        }
    });
}
