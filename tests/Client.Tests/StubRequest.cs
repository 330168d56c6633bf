namespace IntentEngine.Client;

/// <summary>A request as the server saw it.</summary>
public sealed record StubRequest(string Method, string Path, string Authorization, string IdempotencyKey, string Body);
