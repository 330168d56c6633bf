namespace IntentEngine.Hosting.Authentication;

/// <summary>What a token may call its bearer (claim <c>roles</c>). Other values are ignored.</summary>
public static class Roles
{
    /// <summary>A person of the organization: reads and starts work.</summary>
    public const string Member = "member";

    /// <summary>A person who also decides at the gates.</summary>
    public const string ContentManager = "content_manager";

    /// <summary>A person who may do everything within the organization.</summary>
    public const string Admin = "admin";

    /// <summary>A program that executes intents for the organization.</summary>
    public const string Worker = "worker";

    /// <summary>Every role, in the order of this page.</summary>
    public static IReadOnlyList<string> All { get; } = [Member, ContentManager, Admin, Worker];
}
