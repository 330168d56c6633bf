using System.Text.Json;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>Reads the facet <c>columnLineage</c>, versions 1-0-0 to 1-2-0. What is not as the specification says is left out: facets are other people's.</summary>
internal static class ColumnFacet
{
    public const string Key = "columnLineage";

    /// <summary>Its columns with their sources.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="fields">The columns of the dataset's schema: sources of the whole dataset are sources of each.</param>
    public static IEnumerable<(string Field, ColumnSource Source)> Read(JsonElement facet, IEnumerable<string> fields)
    {
        if (IsNothing(facet)) yield break;
        var told = Columns(facet).ToList();
        foreach (var (field, column) in told)
            foreach (var source in Sources(column, "inputFields", Text(column, "transformationDescription"), Text(column, "transformationType")))
                yield return (field, source);
        if (!facet.TryGetProperty("dataset", out _)) yield break;
        foreach (var field in fields.Concat(told.Select(t => t.Field)).Distinct(StringComparer.Ordinal))
            foreach (var source in Sources(facet, "dataset", null, null))
                yield return (field, source);
    }

    /// <summary>The datasets it names as sources, each once.</summary>
    public static IEnumerable<NodeName> Datasets(JsonElement facet) => IsNothing(facet)
        ? []
        : Columns(facet).SelectMany(c => Inputs(c.Column, "inputFields")).Concat(Inputs(facet, "dataset")).Select(input => input.Name.Dataset).Distinct();

    // A facet that is taken back is told as {"_deleted": true}.
    private static bool IsNothing(JsonElement facet) =>
        facet.ValueKind != JsonValueKind.Object || (facet.TryGetProperty("_deleted", out var deleted) && deleted.ValueKind == JsonValueKind.True);

    private static IEnumerable<(string Field, JsonElement Column)> Columns(JsonElement facet) =>
        facet.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Object
            ? fields.EnumerateObject().Where(f => f.Value.ValueKind == JsonValueKind.Object).Select(f => (f.Name, f.Value))
            : [];

    private static IEnumerable<(ColumnName Name, JsonElement Input)> Inputs(JsonElement holder, string member)
    {
        if (!holder.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array) yield break;
        foreach (var input in list.EnumerateArray())
            if (input.ValueKind == JsonValueKind.Object && Text(input, "namespace") is { } scope && Text(input, "name") is { } name && Text(input, "field") is { } field)
                yield return (new ColumnName(new NodeName(scope, name), field), input);
    }

    private static IEnumerable<ColumnSource> Sources(JsonElement holder, string member, string? description, string? type)
    {
        foreach (var (name, input) in Inputs(holder, member))
        {
            var done = Transformations(input);
            // The column's own words are those of 1-0-0; since 1-1-0 each source has its own.
            var first = done.FirstOrDefault(d => d.Type == "DIRECT") ?? done.FirstOrDefault();
            yield return new ColumnSource(
                name,
                description ?? done.Select(d => d.Description).FirstOrDefault(words => !string.IsNullOrEmpty(words)),
                type ?? (done.Any(d => d.Masking == true) ? "MASKED" : first?.Subtype ?? first?.Type),
                done);
        }
    }

    private static ColumnTransformation[] Transformations(JsonElement input) =>
        input.TryGetProperty("transformations", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.Object)
                .Select(t => new ColumnTransformation(Text(t, "type"), Text(t, "subtype"), Text(t, "description"), Flag(t, "masking"))).Distinct()]
            : [];

    private static string? Text(JsonElement holder, string member) =>
        holder.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Flag(JsonElement holder, string member) =>
        holder.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
}
