namespace IntentEngine.Architecture.Messages;

/// <summary>What programs of other people may publish and see, as the services register it.</summary>
internal static class OutsideTopology
{
    /// <summary>Commands they may publish.</summary>
    public static IReadOnlyList<Type> Admitted { get; } = Named(Topology.Endpoints.SelectMany(endpoint => endpoint.Admitted.Keys));

    /// <summary>Facts they may see.</summary>
    public static IReadOnlyList<Type> Shown { get; } = Named(Topology.Endpoints.SelectMany(endpoint => endpoint.Shown));

    private static Type[] Named(IEnumerable<string> names) => [.. names.Distinct().Select(name => ContractTypes.All.Single(type => ContractTypes.EntityName(type) == name)).OrderBy(ContractTypes.EntityName, StringComparer.Ordinal)];
}
