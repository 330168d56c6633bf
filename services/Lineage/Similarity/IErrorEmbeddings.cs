namespace IntentEngine.Lineage.Similarity;

/// <summary>A service that turns texts into vectors whose angle says how alike their meanings are.</summary>
public interface IErrorEmbeddings
{
    /// <summary>Name of the model; vectors of different models cannot be compared.</summary>
    string Model { get; }

    /// <summary>One vector for each text, in their order, all of one length.</summary>
    /// <exception cref="HttpRequestException">The service is away, refuses, or answers something else.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancel);
}
