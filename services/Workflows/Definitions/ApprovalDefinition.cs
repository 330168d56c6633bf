namespace IntentEngine.Workflows.Definitions;

/// <summary>A decision a person takes.</summary>
/// <param name="Type">Type on the wire, e.g. <c>seed_keywords</c>.</param>
/// <param name="ItemsFrom">The step whose output holds the items to decide on.</param>
/// <param name="ItemsProperty">Property of that output with the array of items, each with an <c>id</c>.</param>
/// <param name="AllWhenUnlisted">Whether a decision without a list approves everything shown.</param>
public sealed record ApprovalDefinition(string Type, int ItemsFrom, string ItemsProperty, bool AllWhenUnlisted = false)
{
    /// <summary>How long the workflow waits before the step is blocked as expired; a late decision is still taken (seed 004 §4.1: 7 days).</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromDays(7);
}
