using IntentEngine.Hosting.Settings;
using IntentEngine.Lineage.Executions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.Similarity;

/// <summary>What finding similar failures needs, and its route.</summary>
internal static class SimilarityServices
{
    public static void AddSimilarity(this IServiceCollection services, IConfiguration configuration)
    {
        var embeddings = configuration.Require<EmbeddingOptions>("Lineage:Embeddings");
        if (embeddings.BaseUrl is not null) services.AddSingleton<IErrorEmbeddings>(new OpenAiEmbeddings(embeddings));
        services.AddSingleton<ErrorMeanings>();
        services.AddSingleton<SimilarFailures>();
    }

    /// <summary>Under both prefixes, like <see cref="ExecutionRoutes"/>.</summary>
    public static void MapSimilarity(this IEndpointRouteBuilder lineage)
    {
        lineage.MapGet("/executions/{id}/similar", SimilarById.Handle).WithName(nameof(SimilarById)).WithSummary("Failures like this one, and why they are alike");
        lineage.MapGet("/api/executions/{id}/similar", SimilarById.Handle).WithName($"Api{nameof(SimilarById)}").WithSummary("Failures like this one, and why they are alike");
    }
}
