namespace IntentEngine.ContentStore;

/// <summary>Names of contents: SHA-256 as 64 lower-case hexadecimal digits. Nothing else ever becomes part of a path or an address.</summary>
public static class ContentHash
{
    /// <summary>Whether <paramref name="text"/> can be the name of a content.</summary>
    public static bool IsWellFormed(string? text) => text is { Length: 64 } && text.AsSpan().IndexOfAnyExceptInRange('0', 'f') < 0 && !text.AsSpan().ContainsAnyInRange(':', '`');
}
