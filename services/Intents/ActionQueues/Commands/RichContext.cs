using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>The queue context of before seed 003: <c>{kind: "work", step: …}</c> or <c>{kind: "need", needType: …}</c>. Read for one version and rewritten to owner and token (seed 003 §9, phase E).</summary>
/// <param name="Owner">Who understands it.</param>
/// <param name="Carried">All of it but its kind: what from now on is the owner's own record.</param>
internal sealed record RichContext(string Owner, JsonElement Carried)
{
    /// <summary>Reads an old context. Null: it is none.</summary>
    public static RichContext? Read(JsonElement context)
    {
        if (context.ValueKind != JsonValueKind.Object || !context.TryGetProperty("kind", out var kind) || kind.ValueKind != JsonValueKind.String) return null;
        var owner = kind.GetString() switch { "work" => "work", "need" or "needs" => "needs", _ => null };
        if (owner is null) return null;
        var carried = JsonObject.Create(context)!;
        carried.Remove("kind");
        return new RichContext(owner, JsonSerializer.SerializeToElement(carried));
    }
}
