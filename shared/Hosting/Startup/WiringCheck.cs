using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using FromServicesAttribute = Microsoft.AspNetCore.Mvc.FromServicesAttribute;

namespace IntentEngine.Hosting.Startup;

/// <summary>Builds every endpoint before the first request: one unregistered parameter would make every route answer 500.</summary>
internal static class WiringCheck
{
    /// <exception cref="StartupException">An endpoint does not build, states no authorization, or would read a service from the body.</exception>
    public static void Run(WebApplication app)
    {
        var json = app.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var known = app.Services.GetRequiredService<IServiceProviderIsService>();
        var faults = Endpoints(app).SelectMany(endpoint => Faults(endpoint, json, known)).ToArray();
        if (faults.Length > 0)
            throw new StartupException($"Routes are wired wrongly:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", faults)}");
    }

    private static RouteEndpoint[] Endpoints(IEndpointRouteBuilder app)
    {
        try
        {
            return [.. app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
        }
        catch (InvalidOperationException failure)
        {
            throw new StartupException($"A route does not build; most often a parameter's type is not registered: {failure.Message}", failure);
        }
    }

    private static IEnumerable<string> Faults(RouteEndpoint endpoint, JsonSerializerOptions json, IServiceProviderIsService known)
    {
        var name = endpoint.DisplayName;
        if (endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            yield return $"{name}: states no authorization; add RequireAuthorization(Policies.…) to its group, or AllowAnonymous().";

        // A class that nobody registered is taken for the body of a POST.
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body && UnreadableBody(body, json) is { } reason)
            yield return $"{name}: would read {body.Name} from the body ({reason}); register it as a service, or make it a plain record.";

        foreach (var parameter in endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
            if (parameter.GetCustomAttribute<FromServicesAttribute>() is not null && !known.IsService(parameter.ParameterType))
                yield return $"{name}: {parameter.ParameterType.Name} is not registered.";
    }

    private static string? UnreadableBody(Type body, JsonSerializerOptions json)
    {
        if (body.IsInterface && !body.IsGenericType) return "an interface";
        if (body.IsAbstract && !body.IsInterface) return "an abstract class";
        if (body.IsAssignableTo(typeof(IDisposable)) && !body.IsAssignableTo(typeof(JsonDocument)) && !body.IsAssignableTo(typeof(Stream)))
            return "disposable, so it is a service";
        try
        {
            var info = json.GetTypeInfo(body);
            var constructors = body.GetConstructors();
            return info.Kind == JsonTypeInfoKind.Object && constructors.Length > 0
                && constructors.All(c => c.GetParameters().Any(p => info.Properties.All(q => q.PropertyType != p.ParameterType)))
                ? "its constructor takes what JSON cannot give"
                : null;
        }
        catch (Exception failure) when (failure is NotSupportedException or InvalidOperationException)
        {
            return failure.Message;
        }
    }
}
