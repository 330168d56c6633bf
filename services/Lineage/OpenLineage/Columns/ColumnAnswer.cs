using IntentEngine.Lineage.OpenLineage.Graph;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>A graph of columns as Marquez 0.51 writes it.</summary>
/// <param name="Graph">Columns, by id.</param>
internal sealed record ColumnAnswer(IReadOnlyList<ColumnAnswer.Node> Graph)
{
    /// <summary>A column.</summary>
    /// <param name="Id"><c>datasetField:namespace:dataset:field</c>.</param>
    /// <param name="Type"><c>DATASET_FIELD</c>.</param>
    /// <param name="Data">What is known of it.</param>
    /// <param name="InEdges">From what it was made of, ordered.</param>
    /// <param name="OutEdges">To what was made of it, ordered.</param>
    internal sealed record Node(string Id, string Type, ColumnData Data, IReadOnlyList<GraphAnswer.Edge> InEdges, IReadOnlyList<GraphAnswer.Edge> OutEdges);
}

/// <summary>A column as Marquez shows it in a graph.</summary>
/// <param name="Namespace">Of its dataset.</param>
/// <param name="Dataset">The name of its dataset.</param>
/// <param name="DatasetVersion">Always null: the newest is meant.</param>
/// <param name="Field">Its name.</param>
/// <param name="FieldType">As the dataset's schema tells it; null: not told.</param>
/// <param name="TransformationDescription">Of the first of <paramref name="InputFields"/>, as Marquez keeps it for old clients.</param>
/// <param name="TransformationType">Likewise.</param>
/// <param name="InputFields">What it was made of, as far as the graph goes.</param>
internal sealed record ColumnData(
    string Namespace, string Dataset, Guid? DatasetVersion, string Field, string? FieldType, string? TransformationDescription, string? TransformationType, IReadOnlyList<InputFieldData> InputFields);

/// <summary>A column that another was made of.</summary>
/// <param name="Namespace">Of its dataset.</param>
/// <param name="Dataset">The name of its dataset.</param>
/// <param name="DatasetVersion">Always null: the newest is meant.</param>
/// <param name="Field">Its name.</param>
/// <param name="TransformationDescription">What was done, in words.</param>
/// <param name="TransformationType"><c>IDENTITY</c>, <c>MASKED</c>, or the subtype of what was done.</param>
/// <param name="Transformations">Not Marquez's: all that was done, as the facet tells it.</param>
internal sealed record InputFieldData(
    string Namespace, string Dataset, Guid? DatasetVersion, string Field, string? TransformationDescription, string? TransformationType, IReadOnlyList<ColumnTransformation> Transformations)
{
    public static InputFieldData Of(ColumnSource source) =>
        new(source.Column.Dataset.Namespace, source.Column.Dataset.Name, null, source.Column.Field, source.Description, source.Type, source.Transformations);
}
