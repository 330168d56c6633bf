using System.Globalization;
using System.Reflection;
using System.Text.Json;
using IntentEngine.EndToEnd.Processes;

namespace IntentEngine.EndToEnd.Checking;

/// <summary>What one fault test found, as one line of text and one line of <c>artifacts/test-results/EndToEnd/faults.jsonl</c>.</summary>
internal sealed record FaultReport
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The test.</summary>
    public required string Name { get; init; }

    /// <summary>What was tested: version and commit.</summary>
    public string? Version { get; } = typeof(FaultReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>Processors of the machine; others may have used them too.</summary>
    public int Processors { get; } = Environment.ProcessorCount;

    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Times the fault struck, and of these the times it struck while work was under way.</summary>
    public required int Faults { get; init; }

    /// <summary>Faults that struck while at least one workflow was between two waits.</summary>
    public required int FaultsUnderLoad { get; init; }

    /// <summary>The counters.</summary>
    public required Counters Counters { get; init; }

    /// <summary>Further figures with their units in their names.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>What came to hold last, after the load. Null: all of it held at once.</summary>
    public string? LastUnsettled { get; init; }

    /// <summary>What did not hold.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Prints it and keeps it.</summary>
    public void Publish()
    {
        var folder = Directory.CreateDirectory(Path.Combine(ProgramFile.Artifacts, "test-results", "EndToEnd")).FullName;
        File.AppendAllText(Path.Combine(folder, "faults.jsonl"), JsonSerializer.Serialize(this, Json) + "\n");
        TestContext.Current.TestOutputHelper?.WriteLine(ToString());
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Name}: {Faults} faults, {FaultsUnderLoad} of them under load
        attempted {Counters.Attempted}, acknowledged {Counters.Acknowledged}, ok {Counters.Ok}, lost {Counters.Lost}, duplicated {Counters.Duplicated}, recovered {Counters.Recovered}
        {string.Join(", ", Figures.Select(f => $"{f.Key} {Math.Round(f.Value, 2)}"))}
        settled last: {LastUnsettled ?? "-"}
        {(Violations.Count == 0 ? "every invariant holds" : string.Join("\n", Violations.Take(20)))}
        """);
}
