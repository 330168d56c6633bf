using System.Net;

namespace IntentEngine.Hosting.Organizations;

/// <summary>For whom this request or message is handled. Scoped; filled from the token, or by whoever starts background work.</summary>
/// <remarks>The organization never comes from a body, a query or a header. What reads it before it is set fails: isolation fails closed.</remarks>
public sealed class OrganizationContext
{
    private Guid? organizationId;
    private string? subject;

    /// <summary>Whether the organization is known in this scope.</summary>
    public bool IsSet => organizationId is not null;

    /// <summary>The organization; never empty.</summary>
    /// <exception cref="InvalidOperationException">It was not set in this scope.</exception>
    public Guid OrganizationId => organizationId ?? throw Missing();

    /// <summary>The <c>sub</c> claim of the caller's token.</summary>
    /// <exception cref="InvalidOperationException">The organization was not set in this scope.</exception>
    public string Subject => subject ?? throw Missing();

    /// <summary>The known roles of the caller; empty when none.</summary>
    public IReadOnlyCollection<string> Roles { get; private set; } = [];

    /// <summary>Where the request came from: the connection, or <c>X-Forwarded-For</c> when a known proxy says so. Null: no connection.</summary>
    public IPAddress? IpAddress { get; internal set; }

    /// <summary>The caller's <c>User-Agent</c>, cut to 512 characters. Null: none was sent.</summary>
    public string? UserAgent { get; internal set; }

    /// <summary>What ties everything together that this request causes: <c>X-Correlation-Id</c> when it is a UUID, else the trace id.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>Sets the organization and who acts; once per scope.</summary>
    /// <exception cref="ArgumentException">The organization is empty, or the subject is.</exception>
    /// <exception cref="InvalidOperationException">It was set before: a scope serves one organization.</exception>
    public void Set(Guid organization, string actor, IReadOnlyCollection<string>? roles = null)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(organization, Guid.Empty);
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        if (IsSet) throw new InvalidOperationException("The organization of this scope is already set; make a new scope for other work.");
        organizationId = organization;
        subject = actor;
        Roles = roles ?? [];
    }

    private static InvalidOperationException Missing() =>
        new("The organization of this scope is not set: authenticate the request, or call OrganizationContext.Set in the scope of background work.");
}
