using IntentEngine.Hosting.Organizations;
using IntentEngine.Workflows.Saga;

namespace IntentEngine.Workflows.Api;

/// <summary>Who makes a request, for the state machine.</summary>
internal static class Callers
{
    /// <summary>The actor of a request.</summary>
    public static Actor Actor(this OrganizationContext caller) => new(caller.Subject, caller.IpAddress?.ToString(), caller.UserAgent);
}
