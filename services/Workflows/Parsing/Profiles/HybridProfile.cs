using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>Tables and text side by side, each where the file has it; the text refers to tables by name. Records are rows and chunks.</summary>
internal sealed class HybridProfile : IIngestionProfile
{
    public string Name => "hybrid";

    public int Write(Utf8JsonWriter json, SourceContent content, ParseOptions options)
    {
        var sections = Section.Of(content.Blocks);
        if (content.Tables.Count == 0 && sections.Count == 0) throw new ParseException("Expected tables or text; came a file without either.");
        StructuredProfile.WriteTables(json, content);
        return content.Tables.Sum(table => table.Rows.Count) + UnstructuredProfile.WriteText(json, sections, content, options);
    }
}
