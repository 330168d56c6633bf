namespace IntentEngine.Lineage.Repair;

/// <summary>Waits a moment for an owner's answer, which usually comes within milliseconds, so that a refusal can be told at once.</summary>
internal sealed class RepairAnswers(RepairLog log, RepairOptions options, TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The request as its owner answered it, or as it is when the time is over. The answer may reach another process, so the row is watched.</summary>
    public async Task<RequestedRepair> OfAsync(Guid organizationId, RequestedRepair repair, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var pause = ShortestPause;
        while (repair.State == "requested" && clock.GetElapsedTime(started).TotalMilliseconds < options.AnswerWithinMilliseconds)
        {
            await Task.Delay(pause, clock, cancel);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            repair = await log.FindAsync(organizationId, repair.RepairId, cancel) ?? repair;
        }

        return repair;
    }
}
