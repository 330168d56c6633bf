using IntentEngine.Client.Requests;

namespace IntentEngine.Client.Intents;

/// <summary><c>/api/intents</c>. Every POST takes a key that makes repeating it harmless; without one a new key is used for the retries of that call.</summary>
public sealed class IntentsClient
{
    private const string Root = "api/intents";

    private readonly RequestSender sender;

    internal IntentsClient(RequestSender sender) => this.sender = sender;

    /// <summary>Remembers that something should happen.</summary>
    public Task<Intent> CreateAsync(NewIntent intent, string? idempotencyKey = null, CancellationToken cancel = default) => sender.PostAsync<Intent>(Root, intent, idempotencyKey, cancel);

    /// <summary>One intent.</summary>
    public Task<Intent> GetAsync(string id, CancellationToken cancel = default) => sender.GetAsync<Intent>(Path(id), cancel);

    /// <summary>Intents, newest first; all conditions given hold together.</summary>
    /// <param name="status">Exactly this status. Null: any.</param>
    /// <param name="type">Of this type. Null: any.</param>
    /// <param name="targetArtifactId">About this artifact. Null: any or none.</param>
    /// <param name="correlationId">Of this correlation. Null: any or none.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<Intent>> ListAsync(string? status = null, string? type = null, string? targetArtifactId = null, string? correlationId = null, int limit = 50, int offset = 0, CancellationToken cancel = default) =>
        sender.GetPageAsync<Intent>(
            Query.Of(Root, ("status", status), ("type", type), ("target_artifact_id", targetArtifactId), ("correlation_id", correlationId), ("limit", limit), ("offset", offset)), "intents", cancel);

    /// <summary>Takes a pending intent on; one claim wins. Needs the role <c>worker</c>.</summary>
    /// <param name="id">The intent.</param>
    /// <param name="worker">Who will execute it, at most 100 characters.</param>
    /// <param name="executionId">The execution that will. Null: an id is made and stands in the answer.</param>
    /// <param name="idempotencyKey">See the class.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ProblemException">409: another claim won, or the intent is not pending.</exception>
    public Task<Intent> ClaimAsync(string id, string worker, string? executionId = null, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<Intent>($"{Path(id)}/claim", new { Worker = worker, ExecutionId = executionId }, idempotencyKey, cancel);

    /// <summary>Reports that the work is done. Needs the role <c>worker</c>.</summary>
    public Task<Intent> CompleteAsync(string id, string executionId, object? result = null, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<Intent>($"{Path(id)}/complete", new { ExecutionId = executionId, Result = result }, idempotencyKey, cancel);

    /// <summary>Reports that the work failed. Needs the role <c>worker</c>.</summary>
    public Task<Intent> FailAsync(string id, string executionId, string error, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<Intent>($"{Path(id)}/fail", new { ExecutionId = executionId, Error = error }, idempotencyKey, cancel);

    /// <summary>Gives a claimed intent back. Needs the role <c>worker</c>.</summary>
    public Task<Intent> ReleaseAsync(string id, string executionId, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<Intent>($"{Path(id)}/release", new { ExecutionId = executionId }, idempotencyKey, cancel);

    /// <summary>Says that nobody wants it any more.</summary>
    public Task<Intent> CancelAsync(string id, string reason, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<Intent>($"{Path(id)}/cancel", new { Reason = reason }, idempotencyKey, cancel);

    /// <summary>Lets a failed intent wait again.</summary>
    public Task<Intent> RetryAsync(string id, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<Intent>($"{Path(id)}/retry", new { }, idempotencyKey, cancel);

    private static string Path(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
