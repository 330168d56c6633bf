namespace IntentEngine.ContentStore;

/// <summary>A content as it is kept.</summary>
/// <param name="Sha256">SHA-256 of the bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Number of bytes.</param>
public sealed record StoredContent(string Sha256, long Size);
