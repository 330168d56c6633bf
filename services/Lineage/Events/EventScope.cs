namespace IntentEngine.Lineage.Events;

/// <summary>Whose events: of one execution, of all executions of a correlation, or of the whole organization.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="ExecutionId">One execution alone. Null: not so.</param>
/// <param name="CorrelationId">One correlation alone. Null: not so.</param>
internal sealed record EventScope(Guid OrganizationId, string? ExecutionId = null, string? CorrelationId = null)
{
    /// <summary>Only events of these types. Null: of all.</summary>
    public string[]? Types { get; init; }
}
