namespace IntentEngine.Lineage.Similarity;

/// <summary>How a similar failure was found. The exact ones come first, whatever their score: two alike messages may have different causes.</summary>
public enum SimilarityTier
{
    /// <summary>It has the same fingerprint.</summary>
    Fingerprint,

    /// <summary>Its template shares a MinHash band.</summary>
    Bands,

    /// <summary>An embeddings service says that its template means the same.</summary>
    Embedding,

    /// <summary>It touched the same files.</summary>
    Paths,
}
