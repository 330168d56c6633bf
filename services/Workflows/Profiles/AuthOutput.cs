namespace IntentEngine.Workflows.Profiles;

/// <summary>Output of step 0: whom the run belongs to. No time in it: the step row has that.</summary>
public sealed record AuthOutput(Guid OrganizationId, Guid WorkflowId);
