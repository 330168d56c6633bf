using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Gates;

/// <summary>A gate's no: HTTP 423.</summary>
/// <param name="Gate">The first violated gate.</param>
/// <param name="Step">The step that was wanted.</param>
public sealed record GateRefusal(GateDefinition Gate, int Step);
