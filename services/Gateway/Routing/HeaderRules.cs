using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace IntentEngine.Gateway.Routing;

/// <summary>What a caller says about where it comes from is not believed: such headers are dropped, and the gateway says what it saw.</summary>
internal static class HeaderRules
{
    private static readonly string[] Forgeable = ["ie-", "X-Forwarded-", "X-Original-", "X-Real-"];

    public static void Apply(TransformBuilderContext context)
    {
        context.UseDefaultForwarders = false;
        context.AddRequestTransform(transform =>
        {
            foreach (var name in transform.HttpContext.Request.Headers.Keys.Where(IsForgeable))
                transform.ProxyRequest.Headers.Remove(name);
            return ValueTask.CompletedTask;
        });
        context.AddXForwarded(ForwardedTransformActions.Set);
    }

    private static bool IsForgeable(string name) =>
        name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || Forgeable.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
