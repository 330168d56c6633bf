using System.Text.Json;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>One kind of thing in a data model.</summary>
internal sealed record Entity(string Name, IReadOnlyList<EntityField> Fields)
{
    /// <summary>Writes <c>{name, fields: […]}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteStartArray("fields");
        foreach (var field in Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", field.Type);
            if (field.Required is { } required) json.WriteBoolean("required", required);
            if (field.Unique is { } unique) json.WriteBoolean("unique", unique);
            if (field.Entity is { } entity) json.WriteString("entity", entity);
            if (field.Description is { } description) json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
