using IntentEngine.Client.Artifacts;
using IntentEngine.Client.Executions;

namespace IntentEngine.Cli.Demo.Checks;

/// <summary>What the lineage says about the workflow.</summary>
/// <param name="Executions">All executions of its correlation.</param>
/// <param name="Origins">For each article what it was made from, by the article's workflow.</param>
/// <param name="Faults">What is missing or wrong; empty when it is whole.</param>
internal sealed record LineageFindings(IReadOnlyList<Execution> Executions, IReadOnlyDictionary<Guid, ArtifactLineage> Origins, IReadOnlyList<string> Faults);
