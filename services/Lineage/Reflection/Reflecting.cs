using System.Globalization;
using IntentEngine.Lineage.Repair;

namespace IntentEngine.Lineage.Reflection;

/// <summary>Looks back on a window and says what stands out. Reads only: nothing of what is looked at changes by it.</summary>
internal sealed class Reflecting(WindowFailures failures, StepDurations durations, RepairHistory repairs)
{
    private const int Most = 5;

    /// <summary>A step counts as slower from this growth on, given enough runs to tell.</summary>
    private const double Slower = 1.5;

    private const int EnoughRuns = 5;

    /// <summary>The hints of one organization.</summary>
    public async Task<ReflectionHints> OnAsync(Guid organizationId, ReflectionWindow window, CancellationToken cancel)
    {
        var (failed, allFailures) = await failures.ReadAsync(organizationId, window, cancel);
        var (steps, allExecutions) = await durations.ReadAsync(organizationId, window, cancel);
        HotErrorStep[] hot = [.. Hot(failed)];
        SlowStep[] slow = [.. steps.OrderByDescending(s => s.Growth ?? 0).ThenByDescending(s => s.P95Ms).ThenBy(s => s.Name, StringComparer.Ordinal).Take(Most)];
        FalseAllowPattern[] allowed =
        [
            .. failed.Where(f => f.Verdict == "allow").GroupBy(f => f.Name, StringComparer.Ordinal)
                .Select(step => new FalseAllowPattern(step.Key, step.Count(), Newest(step)))
                .OrderByDescending(p => p.Failures).ThenBy(p => p.Name, StringComparer.Ordinal).Take(Most),
        ];
        var suggestions = await SuggestAsync(organizationId, hot, slow, cancel);
        return HintDigest.Sign(new ReflectionHints
        {
            Window = window,
            HotErrorSteps = hot,
            FalseAllowPatterns = allowed,
            SlowSteps = slow,
            Suggestions = suggestions,
            EvidenceExecutionIds =
            [
                .. hot.SelectMany(h => h.EvidenceExecutionIds).Concat(allowed.SelectMany(a => a.EvidenceExecutionIds)).Concat(slow.SelectMany(s => s.EvidenceExecutionIds)).Distinct().Take(50),
            ],
            Complete = allFailures && allExecutions,
        });
    }

    private static IEnumerable<HotErrorStep> Hot(IEnumerable<WindowFailures.Failure> failed) => failed
        .GroupBy(f => (f.Name, f.StepNumber))
        .Select(step =>
        {
            var top = step.GroupBy(f => f.Fingerprint, StringComparer.Ordinal).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal).First();
            return new HotErrorStep(step.Key.Name, step.Key.StepNumber, step.Count(), top.Key, top.First().Template, top.Count(), Newest(step));
        })
        .OrderByDescending(h => h.Failures).ThenBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.StepNumber)
        .Take(Most);

    private static string[] Newest(IEnumerable<WindowFailures.Failure> failed) => [.. failed.Take(Most).Select(f => f.ExecutionId)];

    private async Task<IReadOnlyList<Suggestion>> SuggestAsync(Guid organizationId, HotErrorStep[] hot, SlowStep[] slow, CancellationToken cancel)
    {
        var suggestions = new List<Suggestion>();
        var outcomes = await repairs.OutcomesAsync(organizationId, [.. hot.Take(2).Select(h => h.TopFingerprint).Distinct()], cancel);
        foreach (var step in hot.Take(2))
        {
            var best = outcomes.Where(o => o.Fingerprint == step.TopFingerprint).OrderByDescending(o => WilsonBound.Lower(o.Worked, o.Tried)).ThenBy(o => o.Kind, StringComparer.Ordinal).FirstOrDefault();
            var record = best switch
            {
                null => "it was never tried again",
                { Worked: 0 } => Invariant($"none of {best.Tried} attempts to {best.Kind} it helped"),
                _ => Invariant($"a {best.Kind} helped {best.Worked} of {best.Tried} times"),
            };
            suggestions.Add(new Suggestion(Invariant($"Look at '{step.Name}': {step.Failures} failures, {step.TopFailures} of them alike ({step.TopFingerprint}); {record}."), step.EvidenceExecutionIds));
        }

        if (slow.FirstOrDefault(s => s.Growth >= Slower && s.Runs >= EnoughRuns && s.BaselineRuns >= EnoughRuns) is { } slower)
            suggestions.Add(new Suggestion(Invariant($"Look at '{slower.Name}': its slowest runs take {slower.P95Ms} ms, {slower.Growth:0.##} times as long as before."), slower.EvidenceExecutionIds));
        if (suggestions.Count == 0) suggestions.Add(new Suggestion("No strong patterns in recent failures.", []));
        return suggestions;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
