using System.Diagnostics;
using IntentEngine.EndToEnd.Clusters;
using IntentEngine.EndToEnd.Driving;

namespace IntentEngine.EndToEnd.Faults;

/// <summary>Many people decide on one gate in the same moment, through both instances.</summary>
[Collection(OneCluster.Name), Trait("Category", "Fault")]
public sealed class RacingApprovalsTests(ClusterFixture fixture)
{
    private const int Deciders = 1000;
    private const int AtOnce = 64;

    [Fact(Timeout = 600_000)]
    public async Task A_thousand_racing_approvals_are_one_decision()
    {
        var cluster = fixture.Cluster;
        var organization = Guid.NewGuid();
        using var api = Organization.ApiOf(cluster, organization);
        await using var states = new WorkflowStates(api);
        states.Start();
        var created = await new History().Persist(api, "create", HttpMethod.Post, "/api/intent-workflows", ContentRequest.Create("Contended"));
        var id = created.Json.GetProperty("id").GetGuid();
        await states.When(id, "step_3_seeds", "awaiting_approval", TimeSpan.FromMinutes(2));
        var seeds = await Seeds(api, id);
        seeds.Count.ShouldBeGreaterThan(2);

        // Three decisions that differ in what they approve, in what order is chance.
        Guid[][] choices = [[.. seeds], [seeds[0]], [seeds[1], seeds[0]]];
        var watch = Stopwatch.StartNew();
        var answers = await Race(api, id, choices);
        var took = watch.Elapsed;

        var decisions = await cluster.Databases.Read("workflows", "select approved_items, approver_id from intent_approvals where workflow_id = $1", r => r.GetFieldValue<Guid[]>(0), id);
        var decided = decisions.ShouldHaveSingleItem().Order().ToArray();
        var winner = Array.FindIndex(choices, choice => choice.Order().SequenceEqual(decided));
        winner.ShouldBeInRange(0, choices.Length - 1);
        foreach (var (choice, answer) in answers) answer.Status.ShouldBe(choice == winner ? 200 : 409, answer.Body);
        answers.Where(a => a.Choice == winner).Select(a => a.Answer.Json.GetProperty("approved_items").GetInt32()).Distinct().ShouldHaveSingleItem().ShouldBe(decided.Length);
        answers.Where(a => a.Choice != winner).ShouldAllBe(a => a.Answer.MediaType == "application/problem+json");
        (await cluster.Databases.Count("workflows", "select count(*) from intent_audit_log where workflow_id = $1 and action = 'approval_granted'", id)).ShouldBe(1);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Deciders} approvals, {AtOnce} at once, in {took.TotalSeconds:0.0} s: {answers.Count(a => a.Answer.Status == 200)} answered 200, {answers.Count(a => a.Answer.Status == 409)} answered 409, 1 decision");
    }

    private static async Task<List<(int Choice, Answer Answer)>> Race(EngineApi api, Guid id, Guid[][] choices)
    {
        using var gate = new SemaphoreSlim(AtOnce);
        var racing = Enumerable.Range(0, Deciders).Select(async n =>
        {
            await gate.WaitAsync();
            try
            {
                var choice = n % choices.Length;
                // Every other one can be repeated by its sender, which must not change what it is told.
                var answer = await api.Send(HttpMethod.Post, $"/api/intent-workflows/{id}/approve", new { approval_type = "seed_keywords", approved_items = choices[choice] }, n % 2 == 0 ? $"decide-{n}" : null);
                return (choice, answer);
            }
            finally
            {
                gate.Release();
            }
        });
        return [.. await Task.WhenAll(racing)];
    }

    private static async Task<List<Guid>> Seeds(EngineApi api, Guid id)
    {
        var answer = await api.Send(HttpMethod.Get, $"/api/intent-workflows/{id}");
        var step = answer.Json.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("step_number").GetInt32() == 3);
        return [.. step.GetProperty("output_data").GetProperty("seeds").EnumerateArray().Select(s => s.GetProperty("id").GetGuid())];
    }
}
