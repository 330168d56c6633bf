using System.Text.Json;
using IntentEngine.Hosting.Organizations;

namespace IntentEngine.Intents.Creation;

/// <summary>Fills in what a caller over HTTP left open.</summary>
internal static class NewIntents
{
    private static readonly JsonElement Nothing = JsonSerializer.Deserialize<JsonElement>("{}");

    /// <summary>The wish of one request: a new id when it names none, the caller as its creator, the request's correlation.</summary>
    public static NewIntent Of(PostIntent.Request body, OrganizationContext caller) => new()
    {
        IntentId = body.IntentId ?? Guid.CreateVersion7().ToString("D"),
        IntentType = body.IntentType,
        TargetArtifactId = body.TargetArtifactId,
        Context = body.Context ?? Nothing,
        CreatedBy = caller.Subject,
        SessionId = body.SessionId,
        Owner = body.Owner,
        CompletionToken = body.CompletionToken,
        CorrelationId = body.CorrelationId ?? caller.CorrelationId.ToString("D"),
        ParentExecutionId = body.ParentExecutionId,
        Priority = body.Priority,
        NotBefore = body.NotBefore,
        ExpiresAt = body.ExpiresAt,
    };
}
