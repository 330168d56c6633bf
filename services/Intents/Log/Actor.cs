using System.Net;
using IntentEngine.Hosting.Organizations;

namespace IntentEngine.Intents.Log;

/// <summary>Who asks for a change, as the audit log keeps it.</summary>
/// <param name="Id">Subject of the token, or the name of the service or worker.</param>
/// <param name="IpAddress">Where the request came from. Null for messages.</param>
/// <param name="UserAgent">The caller's program. Null for messages.</param>
internal sealed record Actor(string Id, IPAddress? IpAddress = null, string? UserAgent = null)
{
    /// <summary>The caller of an HTTP request.</summary>
    public static Actor Of(OrganizationContext caller) => new(caller.Subject, caller.IpAddress, caller.UserAgent);
}
