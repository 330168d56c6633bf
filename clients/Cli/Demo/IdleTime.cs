using IntentEngine.Client.Workflows;

namespace IntentEngine.Cli.Demo;

/// <summary>Gives up when nothing changes for too long.</summary>
internal sealed class IdleTime(TimeProvider clock, TimeSpan limit)
{
    private object? last;
    private long since;

    /// <summary>Takes what a look showed.</summary>
    /// <exception cref="CommandException">It has been the same for too long.</exception>
    public void Saw(object state, Workflow workflow)
    {
        if (!state.Equals(last)) (last, since) = (state, clock.GetTimestamp());
        else if (clock.GetElapsedTime(since) > limit)
            throw new CommandException($"Nothing happened for {limit.TotalSeconds:0} s; the workflow is at {workflow.Status} ({workflow.Phase}) {workflow.CurrentStep?.ErrorMessage}");
    }
}
