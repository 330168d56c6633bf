namespace IntentEngine.Workflows.Saga;

/// <summary>Who wants something, for the audit log.</summary>
/// <param name="Subject">Subject of the token, or <c>system</c>.</param>
/// <param name="IpAddress">Address of the request.</param>
/// <param name="UserAgent">User agent of the request; at most 500 characters are kept.</param>
public sealed record Actor(string Subject, string? IpAddress = null, string? UserAgent = null)
{
    /// <summary>The engine itself.</summary>
    public static readonly Actor System = new("system");
}
