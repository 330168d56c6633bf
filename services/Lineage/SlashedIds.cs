using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Lineage;

/// <summary>Lets ids in paths have slashes, as those of intents and artifacts may: the server leaves <c>%2F</c> as it is, so that it separates nothing, and nobody else makes it the slash that was meant.</summary>
internal static class SlashedIds
{
    /// <summary>Handlers of the group get texts of the path with their slashes.</summary>
    public static RouteGroupBuilder WithSlashedIds(this RouteGroupBuilder routes) => routes.AddEndpointFilterFactory((handler, next) =>
    {
        var texts = handler.MethodInfo.GetParameters().Where(parameter => parameter.ParameterType == typeof(string)).ToList();
        if (texts.Count == 0) return next;
        return call =>
        {
            foreach (var text in texts)
                if (call.HttpContext.Request.RouteValues.ContainsKey(text.Name!) && call.Arguments[text.Position] is string id && id.Contains("%2F", StringComparison.OrdinalIgnoreCase) && !IsLiteral(call.HttpContext))
                    call.Arguments[text.Position] = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            return next(call);
        };
    });

    // An id that has the three characters themselves comes with its percent sign escaped.
    private static bool IsLiteral(HttpContext http) => http.Features.Get<IHttpRequestFeature>()?.RawTarget.Contains("%252F", StringComparison.OrdinalIgnoreCase) == true;
}
