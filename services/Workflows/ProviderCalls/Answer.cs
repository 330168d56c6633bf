using IntentEngine.Providers.LanguageModel;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>A model's answer, read, with the completion it came in.</summary>
public sealed record Answer<T>(T Value, Completion Completion);
