using Microsoft.AspNetCore.Http.Metadata;
using Yarp.ReverseProxy.Configuration;

namespace IntentEngine.Gateway.Routing;

/// <summary>Tells the server of a route's own limit as soon as the route is known: the proxy itself would say so only after the server's usual limit was applied.</summary>
internal sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;

    /// <summary>Marks an endpoint whose route has a limit.</summary>
    public static void Mark(IEndpointConventionBuilder endpoint, RouteConfig route)
    {
        if (route.MaxRequestBodySize is { } bytes) endpoint.WithMetadata(new BodyLimit(bytes));
    }
}
