using IntentEngine.EndToEnd.Clusters;
using IntentEngine.Hosting.Authentication;

namespace IntentEngine.EndToEnd.Driving;

/// <summary>An organization of its own for one test.</summary>
internal static class Organization
{
    /// <summary>The API of Workflows for somebody of the organization who may decide.</summary>
    public static EngineApi ApiOf(Cluster cluster, Guid organization, string role = "content_manager") =>
        new([.. cluster.Workflows.Select(w => w.Address)], cluster.Tokens.Issue([role], organization, $"{role}-1", DevelopmentTokens.MaximumLifetime));
}
