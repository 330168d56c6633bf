namespace IntentEngine.Messaging.Outside;

/// <summary>Whose program a broker user is: users of other people's programs are named after their organization.</summary>
/// <remarks>The broker refuses a message whose <c>user_id</c> is not the user who publishes it, so the name proves the organization.</remarks>
internal static class Publisher
{
    /// <summary>What a name has to look like, for people.</summary>
    public const string Rule = "ORGANIZATION or ORGANIZATION.NAME, where ORGANIZATION is its UUID in lower case";

    private const int UuidCharacters = 36;

    /// <summary>The organization a user publishes for. Null: the name says none.</summary>
    public static Guid? OrganizationOf(string? userId) =>
        userId is { Length: >= UuidCharacters }
        && (userId.Length == UuidCharacters || userId[UuidCharacters] == '.')
        && Guid.TryParseExact(userId.AsSpan(0, UuidCharacters), "D", out var organization)
        && organization != Guid.Empty
            ? organization
            : null;
}
