using System.Text.Json;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>Where the content of intents stands: in the document itself, or in files of their own.</summary>
internal interface IIntentBodies
{
    /// <summary>What a document or journal holds for an intent; its content is durable after <see cref="Flush"/>.</summary>
    JsonElement Put(StorableIntent intent);

    /// <summary>Makes everything that was put durable.</summary>
    void Flush();

    /// <summary>The intent again.</summary>
    /// <exception cref="GraphStorageException">Its content is missing or damaged.</exception>
    StorableIntent Get(JsonElement stored);
}
