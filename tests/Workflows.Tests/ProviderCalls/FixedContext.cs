using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>A step's surroundings with fixed content. Outputs go through JSON, as they do in the engine.</summary>
internal sealed class FixedContext : StepContext
{
    private readonly Dictionary<int, JsonElement> outputs = [];
    private readonly Dictionary<string, HashSet<Guid>> approvals = [];

    public static readonly Guid Workflow = Guid.Parse("11111111-1111-1111-1111-111111111111");

    public OrganizationProfile? Stored { get; init; }

    public static FixedContext ForStep(int step, WorkflowInput? input = null, object? manual = null, OrganizationProfile? stored = null) => new()
    {
        OrganizationId = Guid.Parse("22222222-2222-2222-2222-222222222222"),
        WorkflowId = Workflow,
        Step = step,
        Attempt = 1,
        IdempotencyKey = "key",
        Input = input ?? new WorkflowInput(),
        ManualInput = manual is null ? null : manual is string json ? JsonDocument.Parse(json).RootElement : JsonSerializer.SerializeToElement(manual, ContractJson.Options),
        Stored = stored,
    };

    public FixedContext With(int step, object output)
    {
        outputs[step] = JsonSerializer.SerializeToElement(output, output.GetType(), ContractJson.Options);
        return this;
    }

    public FixedContext Approving(string type, IEnumerable<Guid> items)
    {
        approvals[type] = [.. items];
        return this;
    }

    public override Task<IReadOnlySet<Guid>> ApprovedItems(string approvalType, CancellationToken cancel) =>
        Task.FromResult<IReadOnlySet<Guid>>(approvals.GetValueOrDefault(approvalType) ?? []);

    public override Task<OrganizationProfile?> StoredProfile(CancellationToken cancel) => Task.FromResult(Stored);

    protected override Task<JsonElement?> LoadOutput(int step, CancellationToken cancel) =>
        Task.FromResult(outputs.TryGetValue(step, out var output) ? (JsonElement?)output : null);
}
