using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Says in a 403 which role would have been enough.</summary>
internal sealed class RoleRefusal : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler otherwise = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden) return otherwise.HandleAsync(next, context, policy, authorizeResult);
        // A route narrows its group: only a role that every requirement allows is enough.
        var required = policy.Requirements.OfType<RolesAuthorizationRequirement>().Select(r => r.AllowedRoles).ToList();
        var wanted = required.SelectMany(roles => roles).Distinct().Where(role => required.TrueForAll(roles => roles.Contains(role))).ToArray();
        var held = context.User.FindAll("roles").Select(c => c.Value).ToArray();
        var detail = wanted.Length == 0
            ? "This route allows nobody."
            : $"Needed: one of the roles {string.Join(", ", wanted)}. The token carries {(held.Length == 0 ? "none" : string.Join(", ", held))}.";
        return Problems.Forbidden(detail, wanted).ExecuteAsync(context);
    }
}
