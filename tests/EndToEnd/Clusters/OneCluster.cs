namespace IntentEngine.EndToEnd.Clusters;

/// <summary>Tests that share one cluster; faults hit all of it, so they run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneCluster : ICollectionFixture<ClusterFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "one cluster";
}
