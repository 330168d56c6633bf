using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntentEngine.Lineage.OpenLineage.Graph;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary>A dataset by itself as Marquez shows it: what a graph shows, and more.</summary>
internal sealed record DatasetDetail : DatasetData
{
    /// <param name="dataset">What a graph shows.</param>
    [SetsRequiredMembers]
    public DatasetDetail(DatasetData dataset) : base(dataset) { }

    /// <summary>What its newest writer wrote; null: nobody is known to have written it.</summary>
    public Guid? CurrentVersion { get; init; }

    /// <summary>Its columns that are known to be made of others, and of which; null: of none.</summary>
    public IReadOnlyList<ColumnLineage>? ColumnLineage { get; init; }

    public IReadOnlyDictionary<string, JsonElement> Facets { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Whether the newest word is that it was dropped.</summary>
    [JsonPropertyName("deleted")]
    public bool IsDeleted => LastLifecycleState is "DROP" or "DELETED";
}

/// <summary>What a column was made of.</summary>
internal sealed record ColumnLineage(string Name, IReadOnlyList<ColumnLineageInput> InputFields);

/// <summary>A column that another was made of.</summary>
/// <param name="Namespace">Of its dataset.</param>
/// <param name="Dataset">The name of its dataset.</param>
/// <param name="Field">Its name.</param>
/// <param name="TransformationDescription">What was done, in words.</param>
/// <param name="TransformationType"><c>IDENTITY</c>, <c>MASKED</c>, or the subtype of what was done.</param>
internal sealed record ColumnLineageInput(string Namespace, string Dataset, string Field, string? TransformationDescription, string? TransformationType);
