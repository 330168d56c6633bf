using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Lineage.Similarity;

/// <summary>Section <c>Lineage:Embeddings</c>: a service that says which error messages mean the same. Off unless <see cref="BaseUrl"/> is set; nothing is sent anywhere until then.</summary>
/// <remarks>It is sent error templates: messages without numbers, ids, addresses, paths and quotations (see <see cref="ErrorTemplate"/>), and classes of failures.</remarks>
public sealed record EmbeddingOptions
{
    /// <summary>Where the API is, with its <c>/v1</c>, e.g. <c>http://localhost:11434/v1</c>; asked at <c>POST {BaseUrl}/embeddings</c>. Null: off.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Model, e.g. <c>text-embedding-3-small</c>. Required with <see cref="BaseUrl"/>.</summary>
    public string Model { get; set; } = "";

    /// <summary>Sent as a bearer token; empty for a service that wants none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Longest time of one call, in milliseconds, 100 to 30000; default 2000. Without an answer, similarity goes by words alone.</summary>
    [Range(100, 30_000)]
    public int TimeoutMilliseconds { get; set; } = 2000;
}
