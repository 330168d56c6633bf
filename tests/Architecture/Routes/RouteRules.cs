using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Architecture.Routes;

/// <summary>Every route states who may call it; only routes listed by name are open to everybody.</summary>
internal static class RouteRules
{
    public static IEnumerable<string> Faults(IEnumerable<Endpoint> endpoints, IReadOnlySet<string> anonymous)
    {
        foreach (var route in endpoints.OfType<RouteEndpoint>())
        {
            var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var isStated = route.Metadata.GetMetadata<IAuthorizeData>() is not null || route.Metadata.GetMetadata<AuthorizationPolicy>() is not null;
            var pattern = "/" + route.RoutePattern.RawText?.TrimStart('/');
            if (!isOpen && !isStated) yield return $"{pattern} states no authorization.";
            if (isOpen && !anonymous.Contains(pattern)) yield return $"{pattern} is open to everybody and not on the list of anonymous routes.";
        }
    }
}
