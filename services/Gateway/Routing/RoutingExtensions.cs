using System.Net;
using IntentEngine.Gateway.Limits;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Settings;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace IntentEngine.Gateway.Routing;

/// <summary>Tells the reverse proxy its routes, its instances and which headers may pass.</summary>
internal static class RoutingExtensions
{
    // Boundaries and part headers around an uploaded content, in bytes.
    private const long MultipartEnvelope = 64 * 1024;

    public static IServiceCollection AddRoutes(this IServiceCollection services, GatewaySettings settings)
    {
        var instances = ServiceRoutes.Instances(settings.Services);
        services.AddReverseProxy()
            .LoadFromMemory([.. ServiceRoutes.Paths.SelectMany(service => Routes(service, settings.Limits))], [.. instances.SelectMany(service => Clusters(service.Key, service.Value, settings))])
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(3);
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.AutomaticDecompression = DecompressionMethods.None;
            })
            .AddTransforms(HeaderRules.Apply);
        return services;
    }

    // The path itself and all below it. Roles are the service's to judge; here a valid token is enough.
    private static IEnumerable<RouteConfig> Routes(KeyValuePair<string, string[]> service, LimitSettings limits) => service.Value.Union(Patient(service.Key)).Select(path => new RouteConfig
    {
        RouteId = $"{service.Key} {path}",
        ClusterId = Patient(service.Key).Contains(path) ? PatientCluster(service.Key) : service.Key,
        Match = new RouteMatch { Path = $"{path}/{{**rest}}" },
        AuthorizationPolicy = Policies.Any,
        // AnswerTimeout rules here, so that an answer that flows is not cut off.
        TimeoutPolicy = "Disable",
        // Null: the server's usual limit. The service refuses what is too large for the single route.
        MaxRequestBodySize = path switch
        {
            ServiceRoutes.Uploads => limits.UploadBytes + MultipartEnvelope,
            ServiceRoutes.GraphRestore or ServiceRoutes.SubgraphRestore => limits.GraphRestoreBytes,
            ServiceRoutes.OpenLineage => limits.OpenLineageBytes,
            _ => null,
        },
    });

    // The proxy knows one time limit for each cluster, so where answers take long the same instances are one more cluster.
    private static IEnumerable<ClusterConfig> Clusters(string service, IReadOnlyList<Uri> addresses, GatewaySettings settings)
    {
        yield return Cluster(service, service, addresses, settings.AnswerTimeout, settings);
        if (Patient(service).Length > 0) yield return Cluster(service, PatientCluster(service), addresses, settings.LongAnswerTimeout, settings);
    }

    private static string[] Patient(string service) => ServiceRoutes.Patient.GetValueOrDefault(service, []);

    private static string PatientCluster(string service) => $"{service}-patient";

    private static ClusterConfig Cluster(string service, string name, IReadOnlyList<Uri> addresses, TimeSpan answerTimeout, GatewaySettings settings)
    {
        if (addresses.Count == 0 || addresses.Any(a => !a.IsAbsoluteUri || a.Scheme is not ("http" or "https") || a.AbsolutePath != "/"))
            throw new SettingsException(
                $"'Gateway:Services:{service}' expects one or more addresses such as http://127.0.0.1:5101, without a path; came '{string.Join(", ", addresses)}'.");
        return new ClusterConfig
        {
            ClusterId = name,
            LoadBalancingPolicy = "PowerOfTwoChoices",
            Destinations = addresses.Select((address, index) => (address, index))
                .ToDictionary(a => $"{name}-{a.index}", a => new DestinationConfig { Address = a.address.AbsoluteUri }),
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = answerTimeout },
            HealthCheck = new HealthCheckConfig
            {
                // By default requests go to instances that are known to be ill when all are; a quick 503 is better.
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyAndUnknown,
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Interval = settings.ProbeInterval,
                    Timeout = TimeSpan.FromSeconds(3),
                    Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                    Path = "/health/ready",
                },
            },
            Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "2" },
        };
    }
}
