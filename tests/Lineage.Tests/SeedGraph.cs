using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage;

/// <summary>The example of seed 002: a root with a retry, which was retried again, and a repair.</summary>
internal static class SeedGraph
{
    public static ExecutionFact[] Facts(Organization organization) =>
    [
        organization.Execution("exec_root", correlation: "corr_abc123", at: 0),
        organization.Execution("exec_child1", correlation: "corr_abc123", parent: "exec_root", trigger: "retry", at: 10),
        organization.Execution("exec_child2", correlation: "corr_abc123", parent: "exec_root", trigger: "repair", at: 20),
        organization.Execution("exec_grandchild", correlation: "corr_abc123", parent: "exec_child1", trigger: "retry", at: 30),
    ];
}
