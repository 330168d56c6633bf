using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Graph;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary>A job by itself as Marquez shows it: what a graph shows, and more.</summary>
internal sealed record JobDetail : JobData
{
    /// <param name="job">What a graph shows.</param>
    [SetsRequiredMembers]
    public JobDetail(JobData job) : base(job) { }

    /// <summary>The newest ten, the newest first.</summary>
    public IReadOnlyList<RunData> LatestRuns { get; init; } = [];

    /// <summary>Of the newest run: what it read and wrote.</summary>
    public Guid? CurrentVersion => LatestRun?.JobVersion?.Version;

    public IReadOnlyDictionary<string, JsonElement> Facets { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Always empty: nobody labels jobs here.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Always empty: nobody tags jobs here; what clients tell is the facet <c>tags</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
