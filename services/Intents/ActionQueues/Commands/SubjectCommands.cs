using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>The commands on subjects that exist, checked, for their lanes.</summary>
internal static class SubjectCommands
{
    public static Submission Claim(Guid organizationId, string subject, string worker, Guid executionId, int? leaseSeconds) => new()
    {
        OrganizationId = organizationId,
        Subject = subject,
        Decide = (state, _, now) => state.Claim(worker, executionId, SubjectRules.Lease(leaseSeconds), now),
    };

    public static Submission Start(Guid organizationId, string subject, Guid executionId, int? leaseSeconds) => new()
    {
        OrganizationId = organizationId,
        Subject = subject,
        Decide = (state, _, now) => state.Begin(executionId, SubjectRules.Lease(leaseSeconds), now),
    };

    public static Submission Complete(Guid organizationId, string subject, Guid executionId) => new()
    {
        OrganizationId = organizationId,
        Subject = subject,
        Decide = (state, _, now) => state.Complete(executionId, now),
    };

    public static Submission Fail(Guid organizationId, string subject, Guid executionId, string reason) => new()
    {
        OrganizationId = organizationId,
        Subject = subject,
        Decide = (state, _, now) => state.Fail(executionId, Reasons.Shorten(reason), now),
    };

    public static Submission Stop(Guid organizationId, string subject, StopScope scope, string? owner, string? reason) => new()
    {
        OrganizationId = organizationId,
        Subject = subject,
        Decide = (state, _, now) => state.Stop(scope != StopScope.Abort, owner, Reasons.Shorten(reason ?? scope.ToString().ToLowerInvariant()), now),
    };

    /// <summary>What time alone brings about: expiry, and leases that ran out.</summary>
    public static Submission Tick(Guid organizationId, string subject) => new()
    {
        OrganizationId = organizationId,
        Subject = subject,
        Decide = (state, _, now) =>
        {
            state.Release(now);
            return state.Expire(now);
        },
    };
}
