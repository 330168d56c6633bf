using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Checking;

/// <summary>What Lineage must know of one organization's workflows once everything has settled.</summary>
internal static class LineageInvariants
{
    /// <summary>What does not hold now.</summary>
    public static async Task<List<Violation>> Check(Databases databases, Guid organization)
    {
        var steps = await databases.Read("workflows", """
            select run_id::text, id::text, status, step_name from intent_workflow_steps where organization_id = $1 and run_id is not null and superseded_at is null
            """, r => (Run: r.GetString(0), Artifact: r.GetString(1), Status: r.GetString(2), Name: r.GetString(3)), organization);
        var workflows = await databases.Read("workflows", "select id::text, phase from intent_workflows where organization_id = $1", r => (Id: r.GetString(0), Phase: r.GetString(1)), organization);
        var executions = (await databases.Read("lineage", "select execution_id, status from executions where organization_id = $1", r => (Id: r.GetString(0), Status: r.GetString(1)), organization))
            .ToDictionary(e => e.Id, e => e.Status);
        var artifacts = (await databases.Read("lineage", "select artifact_id from artifact_index where organization_id = $1", r => r.GetString(0), organization)).ToHashSet();

        var violations = new List<Violation>();
        foreach (var (run, artifact, status, name) in steps)
        {
            var expected = status is "completed" ? "completed" : "running";
            if (executions.GetValueOrDefault(run) != expected) violations.Add(new Violation("lineage knows each step's execution", $"{name} {run} should be {expected}, is {executions.GetValueOrDefault(run) ?? "unknown"}"));
            // Steps without an output of their own (the first of each kind, and the decision) make no artifact.
            var makesOne = status == "completed" && name is not ("step_0_auth" or "step_8_approval" or "step_0_load");
            if (makesOne && !artifacts.Contains(artifact)) violations.Add(new Violation("lineage knows each step's artifact", $"{name} {artifact}"));
        }

        foreach (var (id, phase) in workflows)
        {
            var expected = phase == "Completed" ? "completed" : "running";
            if (executions.GetValueOrDefault(id) != expected) violations.Add(new Violation("lineage knows each workflow", $"{id} should be {expected}, is {executions.GetValueOrDefault(id) ?? "unknown"}"));
        }

        return violations;
    }
}
