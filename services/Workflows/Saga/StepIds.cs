using System.Globalization;
using IntentEngine.Contracts;

namespace IntentEngine.Workflows.Saga;

/// <summary>Ids that follow from where something stands, so that repeating the work finds the same rows.</summary>
public static class StepIds
{
    /// <summary>Row of a step in one round, which is also the id of the artifact it puts out.</summary>
    public static Guid Of(Guid workflowId, int step, int round) =>
        NameBasedGuid.Create(workflowId, string.Create(CultureInfo.InvariantCulture, $"step:{step}:{round}"));

    /// <summary>The child workflow that executes an intent.</summary>
    public static Guid ChildWorkflow(Guid organizationId, string intentId) => NameBasedGuid.Create(organizationId, $"child:{intentId}");
}
