using IntentEngine.Cli.Demo.Gates;

namespace IntentEngine.Cli.Demo.Report;

/// <summary>A subtopic and the decision on it.</summary>
internal sealed record DecidedSubtopic(SubtopicItem Subtopic, bool Approved);
