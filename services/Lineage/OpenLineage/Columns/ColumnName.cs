namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>A column of a dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Field">The column's name.</param>
internal readonly record struct ColumnName(NodeName Dataset, string Field) : IComparable<ColumnName>
{
    /// <summary>As Marquez writes it: <c>datasetField:namespace:dataset:field</c>.</summary>
    public string NodeId => $"{ColumnNodeId.Prefix}{Dataset.Namespace}:{Dataset.Name}:{Field}";

    /// <summary>By dataset, then name, character by character.</summary>
    public int CompareTo(ColumnName other) => Dataset.CompareTo(other.Dataset) is var order and not 0 ? order : string.CompareOrdinal(Field, other.Field);
}
