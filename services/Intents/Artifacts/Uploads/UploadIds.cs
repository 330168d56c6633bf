using IntentEngine.Contracts;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>The id of an uploaded artifact: whoever repeats an upload must find what the first one made (spec semantics §2.3, idempotency keys).</summary>
internal static class UploadIds
{
    /// <summary>The id that was asked for; else of the idempotency key; else of content and session; else a new one.</summary>
    public static string Of(Guid organizationId, string? wanted, string? key, Guid? session, string sha256, DateTimeOffset now) =>
        wanted
        ?? (key is not null ? NameBasedGuid.Create(organizationId, $"upload with key {key}")
            : session is { } id ? NameBasedGuid.Create(organizationId, $"upload of {sha256} in {id:D}")
            : Guid.CreateVersion7(now)).ToString("D");
}
