namespace IntentEngine.Lineage.OpenLineage.Runs;

/// <summary>Walks from one run to those that had written what it read, or to those that read what it wrote, level by level, each run once.</summary>
internal sealed class RunWalk(RunInputs inputs, Guid organizationId, bool upstream)
{
    // Runs of one answer, and inputs or readers looked at for one level.
    private const int MostRuns = 1_000;
    private const int MostInputs = 10_000;

    private readonly Dictionary<string, int> _distances = new(StringComparer.Ordinal);
    private readonly List<RunInputs.Input> _read = [];
    private bool _truncated;

    /// <summary>What was found.</summary>
    /// <param name="Distances">Runs, with how far they are from the start.</param>
    /// <param name="Inputs">What each of them read.</param>
    /// <param name="Complete">False: there was more than one answer holds.</param>
    internal sealed record Found(IReadOnlyDictionary<string, int> Distances, ILookup<string, RunInputs.Input> Inputs, bool Complete);

    public async Task<Found> FromAsync(string start, int depth, CancellationToken cancel)
    {
        _distances[start] = 0;
        var last = await InputsAsync([start], cancel);
        _read.AddRange(last);
        string[] level = [start];
        for (var distance = 1; distance <= depth && level.Length > 0; distance++)
        {
            if (!upstream) last = await InputsAsync(await ReadersAsync(level, cancel), cancel);
            var from = level.ToHashSet(StringComparer.Ordinal);
            var next = upstream
                ? last.Where(i => i.Writer is not null).Select(i => i.Writer!)
                : last.Where(i => i.Writer is not null && from.Contains(i.Writer)).Select(i => i.RunId);
            level = [.. next.Distinct(StringComparer.Ordinal).Where(run => !_distances.ContainsKey(run)).Order(StringComparer.Ordinal)];
            if (_distances.Count + level.Length > MostRuns) (level, _truncated) = (level[..(MostRuns - _distances.Count)], true);
            foreach (var run in level) _distances[run] = distance;
            if (upstream) last = await InputsAsync(level, cancel);
            from = level.ToHashSet(StringComparer.Ordinal);
            _read.AddRange(last.Where(i => from.Contains(i.RunId)));
        }

        return new Found(_distances, _read.ToLookup(i => i.RunId, StringComparer.Ordinal), !_truncated);
    }

    private async Task<IReadOnlyList<RunInputs.Input>> InputsAsync(string[] runs, CancellationToken cancel) =>
        runs.Length == 0 ? [] : Limited(await inputs.OfAsync(organizationId, runs, MostInputs + 1, cancel));

    private async Task<string[]> ReadersAsync(string[] runs, CancellationToken cancel) => [.. Limited(await inputs.ReadersAsync(organizationId, runs, MostInputs + 1, cancel))];

    private IReadOnlyList<T> Limited<T>(IReadOnlyList<T> found)
    {
        if (found.Count <= MostInputs) return found;
        _truncated = true;
        return [.. found.Take(MostInputs)];
    }
}
