using System.Text.Json;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>Intents stand in the document itself.</summary>
internal sealed class InlineBodies : IIntentBodies
{
    public JsonElement Put(StorableIntent intent) => JsonSerializer.SerializeToElement(intent, GraphJson.Options);

    public void Flush()
    {
        // They are as durable as the document they stand in.
    }

    public StorableIntent Get(JsonElement stored) => stored.Deserialize<StorableIntent>(GraphJson.Options) ?? throw new JsonException("Expected an intent; came null.");
}
