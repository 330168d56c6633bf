namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>A column that another was made of.</summary>
/// <param name="Column">The column.</param>
/// <param name="Description">What was done, in words; null: not told.</param>
/// <param name="Type"><c>IDENTITY</c>, <c>MASKED</c>, or a subtype such as <c>AGGREGATION</c>; null: not told.</param>
/// <param name="Transformations">All that was done, as the facet's versions 1-1-0 and later tell it.</param>
internal sealed record ColumnSource(ColumnName Column, string? Description, string? Type, IReadOnlyList<ColumnTransformation> Transformations)
{
    /// <summary>Both tellings of one pair of columns as one: everything that was done, and this one's words where it has any.</summary>
    public ColumnSource With(ColumnSource earlier) => this with
    {
        Description = Description ?? earlier.Description,
        Type = Type ?? earlier.Type,
        Transformations = [.. Transformations.Union(earlier.Transformations)],
    };
}

/// <summary>One thing that was done with a source.</summary>
/// <param name="Type"><c>DIRECT</c>: its values are used; <c>INDIRECT</c>: they decide which are.</param>
/// <param name="Subtype"><c>IDENTITY</c>, <c>TRANSFORMATION</c>, <c>AGGREGATION</c>, <c>JOIN</c>, <c>GROUP_BY</c>, <c>FILTER</c>, <c>SORT</c>, <c>WINDOW</c>, <c>CONDITIONAL</c>, …</param>
/// <param name="Description">In words.</param>
/// <param name="Masking">Whether the values cannot be known from the result.</param>
internal sealed record ColumnTransformation(string? Type, string? Subtype, string? Description, bool? Masking);
