using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>Entities with their fields and types, from tables or the structure of JSON. Records are entities.</summary>
internal sealed class DataModelProfile : IIngestionProfile
{
    public string Name => "data_model";

    public int Write(Utf8JsonWriter json, SourceContent content, ParseOptions options)
    {
        var entities = content.Json.Count > 0 ? JsonEntities.Of(content.Json) : [.. content.Tables.Select(TableEntities.Of)];
        if (entities.Count == 0) throw new ParseException($"The profile data_model needs tables or JSON objects, and this {content.ParserType} file has none. Choose unstructured for prose.");
        json.WriteStartArray("entities");
        foreach (var entity in entities) entity.Write(json);
        json.WriteEndArray();
        return entities.Count;
    }
}
