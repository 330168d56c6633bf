using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>Tables with typed columns. Records are rows.</summary>
internal sealed class StructuredProfile : IIngestionProfile
{
    public string Name => "structured";

    public int Write(Utf8JsonWriter json, SourceContent content, ParseOptions options)
    {
        if (content.Tables.Count == 0) throw new ParseException($"The profile structured needs tables, and this {content.ParserType} file has none. Choose unstructured for prose, or workflow for numbered steps.");
        WriteTables(json, content);
        return content.Tables.Sum(table => table.Rows.Count);
    }

    /// <summary>Writes <c>tables</c>.</summary>
    public static void WriteTables(Utf8JsonWriter json, SourceContent content)
    {
        json.WriteStartArray("tables");
        foreach (var table in content.Tables) TypedTable.Of(table).Write(json);
        json.WriteEndArray();
    }
}
