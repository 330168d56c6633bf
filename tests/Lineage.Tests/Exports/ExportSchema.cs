using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace IntentEngine.Lineage.Exports;

/// <summary>The schemas of the formats that are exported, see <c>Schemas/NOTICE.md</c>.</summary>
/// <remarks>
/// NJsonSchema reads draft 4, which PROV-JSON's is. OpenLineage's are draft 2020-12 and use nothing that draft 4 reads otherwise but the word <c>$defs</c>,
/// which a test makes sure of; so the word is replaced, and the core, which facets name by its address, stands beside their own definitions.
/// </remarks>
internal sealed class ExportSchema
{
    private const string Core = "https://openlineage.io/spec/2-0-2/OpenLineage.json#";

    private readonly JsonSchema _schema;

    private ExportSchema(string text) => _schema = JsonSchema.FromJsonAsync(text).GetAwaiter().GetResult();

    /// <summary>A PROV-JSON document.</summary>
    public static ExportSchema Prov { get; } = new(Text("prov-json"));

    /// <summary>An OpenLineage event.</summary>
    public static ExportSchema Event { get; } = new(Draft4("OpenLineage").ToJsonString());

    /// <summary>The facets of a run, as far as these are among them.</summary>
    public static IReadOnlyList<ExportSchema> RunFacets { get; } = [Facet("ParentRunFacet"), Facet("ErrorMessageRunFacet")];

    /// <summary>What is wrong with a document; nothing if it keeps to the schema.</summary>
    public IReadOnlyList<string> Faults(string json) => [.. _schema.Validate(json).Select(fault => fault.ToString())];

    /// <summary>What is wrong with an event and the facets of its run.</summary>
    public static IReadOnlyList<string> EventFaults(string json)
    {
        var facets = JsonNode.Parse(json)!["run"]?["facets"];
        return [.. Event.Faults(json), .. facets is null ? [] : RunFacets.SelectMany(schema => schema.Faults(facets.ToJsonString()))];
    }

    /// <summary>A schema as draft 4 spells it.</summary>
    public static JsonObject Draft4(string name) =>
        JsonNode.Parse(Text(name).Replace("\"$defs\"", "\"definitions\"", StringComparison.Ordinal).Replace("/$defs/", "/definitions/", StringComparison.Ordinal))!.AsObject();

    private static ExportSchema Facet(string name)
    {
        var facet = Draft4(name);
        foreach (var (key, definition) in Draft4("OpenLineage")["definitions"]!.AsObject()) facet["definitions"]!.AsObject().Add(key, definition!.DeepClone());
        return new ExportSchema(facet.ToJsonString().Replace(Core, "#", StringComparison.Ordinal));
    }

    private static string Text(string name) => File.ReadAllText(Directory.GetFiles(Path.Combine(Here(), "Schemas"), $"{name}*.json").Single());

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
