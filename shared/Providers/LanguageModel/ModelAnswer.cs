namespace IntentEngine.Providers.LanguageModel;

/// <summary>What the wire brought back.</summary>
/// <param name="Text">The answer; empty when the reply had none.</param>
/// <param name="Citations">Sources, in the order the answer counts them.</param>
/// <param name="Searched">Whether a search ran.</param>
internal sealed record ModelAnswer(string Text, IReadOnlyList<Citation> Citations, bool Searched);
