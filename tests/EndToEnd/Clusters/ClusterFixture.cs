namespace IntentEngine.EndToEnd.Clusters;

/// <summary>One cluster for the tests that leave it as they found it; each test is an organization of its own.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    /// <summary>The cluster.</summary>
    internal Cluster Cluster { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Cluster = await Cluster.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
