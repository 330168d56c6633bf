using IntentEngine.Architecture.Hosts;
using IntentEngine.Messaging.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Architecture.Messages;

/// <summary>What programs of other people may publish and see, as the services register it.</summary>
internal static class OutsideTopology
{
    private static readonly Lazy<(Type[] Admitted, Type[] Shown)> Read = new(() =>
    {
        using var app = ServiceHosts.Production("all-in-one");
        var endpoints = app.Services.GetServices<MessageEndpoint>().ToArray();
        return (Named(endpoints.SelectMany(endpoint => endpoint.Admitted.Keys)), Named(endpoints.SelectMany(endpoint => endpoint.Shown)));
    });

    /// <summary>Commands they may publish.</summary>
    public static IReadOnlyList<Type> Admitted => Read.Value.Admitted;

    /// <summary>Facts they may see.</summary>
    public static IReadOnlyList<Type> Shown => Read.Value.Shown;

    private static Type[] Named(IEnumerable<string> names) => [.. names.Distinct().Select(name => ContractTypes.All.Single(type => ContractTypes.EntityName(type) == name)).OrderBy(ContractTypes.EntityName, StringComparer.Ordinal)];
}
