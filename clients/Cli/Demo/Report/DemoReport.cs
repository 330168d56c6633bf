using System.Text.Json;
using IntentEngine.Cli.Demo.Checks;
using IntentEngine.Cli.Demo.Gates;
using IntentEngine.Cli.Engine;
using IntentEngine.Client;
using IntentEngine.Client.Workflows;

namespace IntentEngine.Cli.Demo.Report;

/// <summary>What the demo did, as data: what <c>--json</c> writes, also after a failure. Members that were not reached are left out.</summary>
internal sealed class DemoReport(EngineOptions engine)
{
    private static readonly JsonSerializerOptions Indented = new(ClientJson.Options) { WriteIndented = true };

    /// <summary>Whether all of it happened.</summary>
    public bool Succeeded => Failure is null && Timings.TotalMs is not null;

    /// <summary>Why not.</summary>
    public string? Failure { get; set; }

    /// <summary><c>embedded</c> or <c>distributed</c>.</summary>
    public string Mode { get; } = engine.Distributed ? "distributed" : "embedded";

    /// <summary>Whether answers of the paid providers were simulated.</summary>
    public bool ProvidersSimulated { get; } = !ProviderSettings.AreGiven;

    /// <summary>Address of the API.</summary>
    public Uri Api { get; } = engine.Address;

    /// <summary>Folder of databases, keys, logs and articles.</summary>
    public string DataFolder { get; } = engine.DataFolder;

    /// <summary>The workflow at its end.</summary>
    public ReportedWorkflow? Workflow { get; private set; }

    /// <summary>What the closed gate said.</summary>
    public GateRefused? Refusal { get; set; }

    /// <summary>What step 3 proposed, and the decisions.</summary>
    public IReadOnlyList<SeedItem> Seeds { get; set; } = [];

    /// <summary>What step 7 proposed, and the decisions.</summary>
    public IReadOnlyList<SubtopicItem> Subtopics { get; set; } = [];

    /// <summary>The articles.</summary>
    public IReadOnlyList<WrittenArticle> Articles { get; set; } = [];

    /// <summary>How many executions the lineage has.</summary>
    public int ExecutionCount { get; private set; }

    /// <summary>The lineage, one tree when it is whole.</summary>
    public IReadOnlyList<ExecutionNode> Executions { get; private set; } = [];

    /// <summary>The workflow's audit trail, oldest first.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; set; } = [];

    /// <summary>When what happened.</summary>
    public Timings Timings { get; } = new(engine.Clock);

    /// <summary>The engine's processes at the end, without the servers.</summary>
    public IReadOnlyList<ProcessMemory> Processes { get; private set; } = [];

    /// <summary>Resident memory of those processes together, in bytes.</summary>
    public long? ResidentBytes => Processes.Count == 0 || Processes.Any(p => p.ResidentBytes is null) ? null : Processes.Sum(p => p.ResidentBytes);

    public void Take(Workflow workflow) => Workflow = ReportedWorkflow.Of(workflow);

    public void Take(LineageFindings lineage)
    {
        ExecutionCount = lineage.Executions.Count;
        Executions = ExecutionNode.Trees(lineage.Executions);
    }

    /// <summary>Takes the final figures.</summary>
    public void Measure(RunningEngine running)
    {
        Processes = [.. running.Services.Select(service => new ProcessMemory(service.Name, service.ProcessId, ResidentMemory.Of(service.ProcessId)))];
        Timings.Total();
    }

    /// <summary>Writes the file; its folder is made when missing.</summary>
    public async Task WriteAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, this, Indented);
    }
}
