namespace IntentEngine.Client.Workflows;

/// <summary>What a decision led to.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Status">Where it goes now.</param>
/// <param name="ApprovedItems">How many items were approved.</param>
/// <param name="ArticlesQueued">How many articles that makes; for subtopics only.</param>
public sealed record ApprovalResult(Guid WorkflowId, string Status, int ApprovedItems, int? ArticlesQueued = null);
