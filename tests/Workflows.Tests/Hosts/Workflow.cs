using System.Net;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Support;
using IntentEngine.Workflows.Saga;
using MassTransit;

namespace IntentEngine.Workflows.Hosts;

/// <summary>One workflow of an organization: what people and other services do with it, and what can be seen of it.</summary>
public sealed class Workflow(Organization organization, Guid id)
{
    public Guid Id { get; } = id;

    public Organization Organization { get; } = organization;

    public string Path => $"{Organization.Workflows}/{Id}";

    private WorkflowHost Host => Organization.Host;

    /// <summary>The workflow as it is shown.</summary>
    public async Task<Answer> View() => (await Organization.Get(Path)).ShouldBe(HttpStatusCode.OK);

    /// <summary>Waits until it is in this phase, and at this status when one is named.</summary>
    public async Task<Workflow> Until(string phase, string? status = null)
    {
        string? seen = null;
        try
        {
            await Eventually.Holds(async () =>
            {
                var view = await View();
                seen = view.Text;
                return view["phase"] == phase && (status is null || view["status"] == status);
            }, $"{phase} {status}");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{seen}\n{string.Join('\n', await Audit())}", late);
        }

        return this;
    }

    public async Task<Guid[]> Items(int step, string property) =>
        [.. (await View()).Body.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("step_number").GetInt32() == step)
            .GetProperty("output_data").GetProperty(property).EnumerateArray().Select(i => i.GetProperty("id").GetGuid())];

    public Task<Guid[]> Seeds() => Items(3, "seeds");

    public Task<Guid[]> Subtopics() => Items(7, "subtopics");

    /// <summary>Approves all seeds, or these.</summary>
    public Task<Answer> ApproveSeeds(params Guid[] items) => Approve("seed_keywords", items.Length == 0 ? null : items);

    /// <summary>Approves all subtopics, or these.</summary>
    public async Task<Answer> ApproveSubtopics(params Guid[] items) => await Approve("subtopics", items.Length == 0 ? await Subtopics() : items);

    public Task<Answer> Approve(string type, Guid[]? approved, Guid[]? rejected = null, string? feedback = null, string role = "content_manager", string? key = null) =>
        Organization.Post($"{Path}/approve", new { approval_type = type, approved_items = approved, rejected_items = rejected, feedback }, role, key);

    public Task<Answer> Reject(int step, string reason = "not good enough", string role = "content_manager") =>
        Organization.Post($"{Path}/reject", new { reason, revision_step = step }, role);

    public Task<Answer> Execute(int step, bool force = false, object? input = null, string? key = null) =>
        Organization.Post($"{Path}/execute-step/{step}", new { input_data = input, force_retry = force }, key: key);

    public Task<Answer> Cancel(string role = "content_manager") => Organization.Post($"{Path}/cancel", new { reason = "no longer wanted" }, role);

    /// <summary>Reports the end of one piece of delegated work.</summary>
    public async Task Settle(string token, bool done = true, Guid? organizationId = null)
    {
        var message = new CompletionReported { OrganizationId = organizationId ?? Organization.Id, Owner = "workflows", Token = token, Outcome = done ? CompletionOutcome.Completed : CompletionOutcome.Failed, Reason = done ? null : "scripted failure" };
        await Send(CompletionReported.QueueOf("workflows"), message);
    }

    /// <summary>Tokens of the work that is out.</summary>
    public Task<List<string>> Tokens() => Organization.Rows($"select token from pending_executions where workflow_id = '{Id}' order by intent_id", r => r.GetString(0));

    /// <summary>Raises an event as a consumer would.</summary>
    public Task<RaiseResult> Raise<T>(T message) where T : class => Host.Workflows.Raise(Organization.Id, Id, message, null, CancellationToken.None);

    /// <summary>Sends a message as it would come from the broker.</summary>
    public async Task Send<T>(string queue, T message, Guid? messageId = null) where T : class
    {
        var endpoint = await Host.Bus.GetSendEndpoint(new Uri($"exchange:{queue}"));
        await endpoint.Send(message, Pipe.Execute<SendContext<T>>(context =>
        {
            context.MessageId = messageId ?? Guid.NewGuid();
            context.Headers.Set(MessageHeaders.MessageType, MessageName.Urn<T>());
            context.Headers.Set(MessageHeaderNames.Organization, Organization.Id.ToString());
        }));
    }

    /// <summary>The saga's row between events.</summary>
    public async Task<WorkflowState> State() =>
        (await Host.Workflows.Look(Organization.Id, Id, w => JsonSerializer.Deserialize<WorkflowState>(JsonSerializer.Serialize(w)), null, CancellationToken.None))!;

    /// <summary>The audit log: actions in order.</summary>
    public Task<List<string>> Audit() => Organization.Rows($"select action from intent_audit_log where workflow_id = '{Id}' order by id", r => r.GetString(0));

    /// <summary>Details of the audit rows of one action, in order.</summary>
    public Task<List<JsonElement>> Audit(string action) =>
        Organization.Rows($"select details from intent_audit_log where workflow_id = '{Id}' and action = '{action}' order by id", r => JsonSerializer.Deserialize<JsonElement>(r.GetString(0)));

    /// <summary>Rows of its steps, superseded ones too: <c>number/round status</c>.</summary>
    public Task<List<string>> StepRows() =>
        Organization.Rows($"select step_number || '/' || round || ' ' || status || case when superseded_at is null then '' else ' superseded' end from intent_workflow_steps where workflow_id = '{Id}' order by step_number, round", r => r.GetString(0));

    /// <summary>Everything that must hold of any workflow at rest, whatever happened to it.</summary>
    public Task ShouldBeSound() => Soundness.Check(this);
}
