using IntentEngine.EndToEnd.Clusters;
using IntentEngine.EndToEnd.Driving;
using IntentEngine.Support;
using RabbitMQ.Client;

namespace IntentEngine.EndToEnd.Checking;

/// <summary>The checks find what they look for: damage is done by hand, one thing for each invariant.</summary>
[Collection(OneCluster.Name)]
public sealed class InvariantsTests(ClusterFixture fixture)
{
    // The audit log's trigger refuses changes; only a superuser who says so gets past it.
    private const string PastTriggers = "set session_replication_role = replica;";

    private static readonly (string Database, string Invariant, string Damage)[] Damages =
    [
        ("workflows", "every workflow ends or waits for a person", "update intent_workflows set phase = 'Running' where organization_id = '{0}' and definition = 'article'"),
        ("workflows", "a completed workflow has completed each of its steps once", "update intent_workflow_steps set status = 'running' where workflow_id = '{1}' and step_number = 5"),
        ("workflows", "no step's effect is applied twice", "insert into intent_audit_log (organization_id, workflow_id, actor_id, action, details, created_at) select organization_id, workflow_id, actor_id, action, details, created_at from intent_audit_log where workflow_id = '{1}' and action = 'step_completed' and details ->> 'step_number' = '4'"),
        ("workflows", "audit rows equal transitions", PastTriggers + "delete from intent_audit_log where workflow_id = '{1}' and transition = 2; reset session_replication_role"),
        ("workflows", "a transition is audited in one transaction", "insert into intent_audit_log (organization_id, workflow_id, transition, actor_id, action, details, created_at) values ('{0}', '{1}', 1, 'x', 'x', '{{}}', now())"),
        ("workflows", "one decision each", "insert into intent_approvals select id, organization_id, workflow_id, approver_id, approval_type, round + 1, decision, approved_items, rejected_items, feedback, approved_at from intent_approvals where workflow_id = '{1}'"),
        ("workflows", "one article for each approved subtopic", "insert into articles (id, organization_id, intent_workflow_id, subtopic_id, keyword, title, status, markdown, created_at, updated_at) select gen_random_uuid(), organization_id, intent_workflow_id, subtopic_id, keyword, title, status, markdown, created_at, updated_at from articles where intent_workflow_id = '{1}'"),
        ("workflows", "every article of a completed workflow is written", "update articles set markdown = '' where intent_workflow_id = '{1}'"),
        ("workflows", "no completion token is left of completed work", "insert into pending_executions values ('{0}', 'token', '{1}', 9, 1, 'intent', 'generate_article', 'target', '{{}}', now())"),
        ("workflows", "the outbox is drained, save timers", "insert into outbox (message_id, organization_id, due, destination, message_type, body) values (gen_random_uuid(), '{0}', now() + interval '50 minutes', 'nowhere', 'none', '')"),
        ("workflows", "nothing is parked", "insert into parked (id, organization_id, endpoint, reason, headers, body, attempts, parked_at) values (gen_random_uuid(), '{0}', 'nowhere', 'by hand', '{{}}', '', 1, now())"),
        ("intents", "every intent has ended", "update intent_executions set status = 'in_progress', completed_at = null, ended_at = null where tenant_id = '{0}'"),
        ("intents", "an intent's audit rows equal its transitions", "update intent_executions set version = version + 1 where tenant_id = '{0}'"),
        ("lineage", "lineage knows each step's execution", "delete from executions where organization_id = '{0}' and step_number = 4"),
        ("lineage", "lineage knows each step's artifact", "delete from artifact_index where organization_id = '{0}' and artifact_type = 'icp_document'"),
        ("lineage", "lineage knows each workflow", "delete from executions where organization_id = '{0}' and execution_id = '{1}'"),
    ];

    [Fact(Timeout = 600_000)]
    public async Task Each_invariant_notices_its_own_damage()
    {
        var cluster = fixture.Cluster;
        await using var load = new ContentLoad(cluster);
        await load.Run(atLeast: 1, atMost: 1, atOnce: 1, Task.CompletedTask);
        var workflow = load.Approved.Keys.ShouldHaveSingleItem();
        await Eventually.Holds(async () => (await Found(cluster, load.OrganizationId)).Count == 0, "an undamaged workflow violates nothing", TimeSpan.FromMinutes(2));

        foreach (var (database, invariant, damage) in Damages)
        {
            await cluster.Databases.Execute(database, string.Format(null, damage, load.OrganizationId, workflow));
            (await Found(cluster, load.OrganizationId)).ShouldContain(invariant);
        }

        await Undo(cluster, load.OrganizationId);
    }

    [Fact(Timeout = 600_000)]
    public async Task Queues_of_lost_messages_and_messages_nobody_takes_are_noticed()
    {
        var cluster = fixture.Cluster;
        await using var connection = await new ConnectionFactory { Uri = cluster.Broker.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("lineage_error", durable: true, exclusive: false, autoDelete: false);

        (await BrokerInvariants.Check(cluster)).ShouldContain(v => v.Invariant == "no queue of lost messages exists" && v.Detail == "lineage_error");

        await channel.QueueDeleteAsync("lineage_error");
        (await BrokerInvariants.Check(cluster)).ShouldNotContain(v => v.Invariant == "no queue of lost messages exists");
    }

    private static async Task<HashSet<string>> Found(Cluster cluster, Guid organization)
    {
        List<Violation> violations =
        [
            .. await WorkflowInvariants.Check(cluster.Databases, organization),
            .. await IntentInvariants.Check(cluster.Databases, organization, articles: 1),
            .. await LineageInvariants.Check(cluster.Databases, organization),
        ];
        return [.. violations.Select(v => v.Invariant)];
    }

    // What other tests would stumble over: they look for parked messages of anybody.
    private static Task Undo(Cluster cluster, Guid organization) =>
        cluster.Databases.Execute("workflows", $"delete from parked where organization_id = '{organization}'; delete from outbox where organization_id = '{organization}'");
}
