namespace IntentEngine.Providers.LanguageModel;

/// <summary>A language model behind one of two wire formats: Perplexity's Agent API or OpenAI-compatible chat completions.</summary>
public interface ILanguageModel
{
    /// <summary>Asks once; with a schema, the answer is parsed, checked, and repaired by at most one further question.</summary>
    /// <exception cref="ProviderException">The call failed, or the answer does not fit the schema after the repair attempt.</exception>
    Task<Completion> Complete(CompletionRequest request, CancellationToken cancel);
}
