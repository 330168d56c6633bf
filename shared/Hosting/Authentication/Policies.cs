using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Names of the authorization policies; every route group states one. What states none is refused.</summary>
public static class Policies
{
    /// <summary>Any person: member, content_manager or admin.</summary>
    public const string Member = "Member";

    /// <summary>People who decide at the gates: content_manager or admin.</summary>
    public const string ContentManager = "ContentManager";

    /// <summary>Administrators of the organization.</summary>
    public const string Admin = "Admin";

    /// <summary>Programs that execute intents, and administrators.</summary>
    public const string Worker = "Worker";

    /// <summary>Any authenticated person or worker of an organization.</summary>
    public const string Any = "Any";

    internal static void Register(AuthorizationOptions options)
    {
        Add(options, Member, Roles.Member, Roles.ContentManager, Roles.Admin);
        Add(options, ContentManager, Roles.ContentManager, Roles.Admin);
        Add(options, Admin, Roles.Admin);
        Add(options, Worker, Roles.Worker, Roles.Admin);
        Add(options, Any, [.. Roles.All]);
        options.DefaultPolicy = options.GetPolicy(Any)!;
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(NothingWasMatched).Build();
    }

    private static void Add(AuthorizationOptions options, string name, params string[] roles) =>
        options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireRole(roles));

    // A route that forgot its policy is refused. No route at all, or routing's own 405 and 415 answers, must stay what they are.
    private static bool NothingWasMatched(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;
}
