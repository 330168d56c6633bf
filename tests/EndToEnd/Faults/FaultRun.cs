using System.Diagnostics;
using IntentEngine.EndToEnd.Checking;
using IntentEngine.EndToEnd.Clusters;
using IntentEngine.EndToEnd.Driving;

namespace IntentEngine.EndToEnd.Faults;

/// <summary>Load, faults and the check afterwards: one fault test.</summary>
internal sealed class FaultRun : IAsyncDisposable
{
    /// <summary>How long the engine may take after the last fault until everything has settled.</summary>
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(90);

    private readonly Cluster _cluster;
    private readonly string _name;
    private readonly ContentLoad _load;
    private readonly HashSet<Guid> _struck = [];
    private readonly List<TimeSpan> _outages = [];
    private readonly Dictionary<string, double> _figures = [];
    private Violation? _lastUnsettled;
    private int _faults;
    private int _underLoad;

    public FaultRun(Cluster cluster, string name)
    {
        _cluster = cluster;
        _name = name;
        _load = new ContentLoad(cluster);
    }

    /// <summary>Whose workflows these are.</summary>
    public Guid OrganizationId => _load.OrganizationId;

    /// <summary>Whether the load has run to its end.</summary>
    public bool LoadIsOver { get; private set; }

    /// <summary>Adds a figure to the report.</summary>
    public void Figure(string name, double value) => _figures[name] = value;

    /// <summary>Runs the load while <paramref name="strike"/> makes faults, waits until all has settled, checks, reports, and fails with what does not hold.</summary>
    public async Task<FaultReport> Run(int atLeast, int atMost, int atOnce, Func<FaultRun, Task> strike)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var striking = strike(this);
            await LoadWhile(striking, atLeast, atMost, atOnce);
            _figures["load_s"] = watch.Elapsed.TotalSeconds;
            var report = await Settle();
            report.Publish();
            report.Violations.ShouldBeEmpty(report.ToString());
            report.Faults.ShouldBeGreaterThan(0, "a run without a fault shows nothing");
            report.FaultsUnderLoad.ShouldBe(report.Faults, "a fault that strikes an idle engine shows nothing");
            report.Counters.Lost.ShouldBe(0);
            report.Counters.Duplicated.ShouldBe(0);
            report.Counters.Ok.ShouldBe(report.Counters.Acknowledged);
            return report;
        }
        catch (Exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"Logs of all processes: {_cluster.KeepLogs(_name)}");
            throw;
        }
    }

    /// <summary>Counts faults that were made by other means than <see cref="Strike"/>, while work was under way.</summary>
    public void Struck(int faults)
    {
        _faults += faults;
        _underLoad += faults;
    }

    /// <summary>Strikes once, when work is under way, and takes the time until every service is ready again.</summary>
    public async Task Strike(Func<Task> fault)
    {
        var underWay = await WhenUnderWay();
        var watch = Stopwatch.StartNew();
        await fault();
        await _cluster.WhenReady();
        _outages.Add(watch.Elapsed);
        _faults++;
        if (underWay.Count > 0) _underLoad++;
        _struck.UnionWith(underWay);
    }

    public ValueTask DisposeAsync() => _load.DisposeAsync();

    // Whatever becomes of the load, the faults come to their end: the cluster is the next test's too.
    private async Task LoadWhile(Task striking, int atLeast, int atMost, int atOnce)
    {
        try
        {
            await _load.Run(atLeast, atMost, atOnce, striking);
        }
        catch (Exception)
        {
            LoadIsOver = true;
            await striking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        LoadIsOver = true;
        await striking;
    }

    private async Task<List<Guid>> WhenUnderWay()
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            var underWay = await _cluster.Databases.Read("workflows", "select id from intent_workflows where organization_id = $1 and phase in ('Running', 'Retrying', 'Delegating')", r => r.GetGuid(0), OrganizationId);
            if (underWay.Count > 0 || limit.Elapsed > TimeSpan.FromSeconds(30)) return underWay;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    private async Task<FaultReport> Settle()
    {
        var watch = Stopwatch.StartNew();
        var violations = await Violations();
        while (violations.Count > 0 && watch.Elapsed < SettlesWithin)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            _lastUnsettled = violations[0];
            violations = await Violations();
        }

        _figures["settle_s"] = watch.Elapsed.TotalSeconds;
        _figures["requests"] = _load.History.Operations.Count;
        _figures["unknown_answers"] = _load.History.Count(Outcome.Unknown);
        if (_outages.Count > 0)
        {
            _figures["ready_again_p50_s"] = Quantile(_outages, 0.5);
            _figures["ready_again_max_s"] = _outages.Max().TotalSeconds;
        }

        _figures["workflow_p50_s"] = Quantile([.. _load.Durations], 0.5);
        _figures["workflow_max_s"] = _load.Durations.Max().TotalSeconds;
        _figures["unexpected_process_ends"] = _cluster.Services.Sum(s => s.UnexpectedEnds);
        return new FaultReport { LastUnsettled = _lastUnsettled?.ToString(), Name = _name, Faults = _faults, FaultsUnderLoad = _underLoad, Counters = await Count(), Figures = _figures, Violations = violations };
    }

    private async Task<List<Violation>> Violations()
    {
        List<Violation> violations =
        [
            .. await WorkflowInvariants.Check(_cluster.Databases, OrganizationId),
            .. await IntentInvariants.Check(_cluster.Databases, OrganizationId, _load.Approved.Values.Sum()),
            .. await Lineage(),
        ];
        // Asking the broker is slow, so it comes when the rest has settled.
        return violations.Count > 0 ? violations : await BrokerInvariants.Check(_cluster);
    }

    private async Task<List<Violation>> Lineage()
    {
        var missing = await LineageInvariants.Check(_cluster.Databases, OrganizationId);
        _figures["lineage_misses"] = missing.Count;
        return missing;
    }

    private async Task<Counters> Count()
    {
        var accepted = _load.History.Accepted();
        var promised = accepted.SelectMany(a => a).ToHashSet();
        var phases = (await _cluster.Databases.Read("workflows", "select id, phase from intent_workflows where organization_id = $1 and definition = 'content'", r => (Id: r.GetGuid(0), Phase: r.GetString(1)), OrganizationId))
            .ToDictionary(w => w.Id, w => w.Phase);
        var articles = (int)await _cluster.Databases.Count("workflows", "select count(*) from articles where organization_id = $1", OrganizationId);
        return new Counters(
            Attempted: _load.History.Asked("create"),
            Acknowledged: promised.Count,
            Ok: promised.Count(id => phases.GetValueOrDefault(id) == (_load.Waiting.Contains(id) ? "AwaitingApproval" : "Completed")),
            Lost: promised.Count(id => !phases.ContainsKey(id)) + Math.Max(0, _load.Approved.Values.Sum() - articles),
            // A key answered with two workflows, a workflow nobody was promised, an article nobody approved.
            Duplicated: accepted.Count(a => a.Count() > 1) + phases.Keys.Count(id => !promised.Contains(id)) + Math.Max(0, articles - _load.Approved.Values.Sum()),
            Recovered: _struck.Count(id => phases.GetValueOrDefault(id) == "Completed"));
    }

    private static double Quantile(List<TimeSpan> times, double q) => times.Count == 0 ? 0 : times.Order().ElementAt((int)(q * (times.Count - 1))).TotalSeconds;
}
