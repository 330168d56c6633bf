using System.Text.Json;
using IntentEngine.Client.Requests;

namespace IntentEngine.Client.Executions;

/// <summary><c>/api/executions</c>. What is read here follows what happened with a small delay.</summary>
public sealed class ExecutionsClient
{
    private const string Root = "api/executions";

    private readonly RequestSender sender;

    internal ExecutionsClient(RequestSender sender) => this.sender = sender;

    /// <summary>One execution.</summary>
    public async Task<Execution> GetAsync(string id, CancellationToken cancel = default) =>
        (await sender.GetAsync<JsonElement>($"{Root}/{Uri.EscapeDataString(id)}", cancel)).GetProperty("execution").Deserialize<Execution>(ClientJson.Options)!;

    /// <summary>Executions, newest first; all conditions given hold together.</summary>
    /// <param name="status">Exactly this status. Null: any.</param>
    /// <param name="correlationId">Of this correlation. Null: any.</param>
    /// <param name="runId">Of this workflow or intent. Null: any.</param>
    /// <param name="name">Of this name. Null: any.</param>
    /// <param name="limit">1 to 100.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<Execution>> ListAsync(string? status = null, string? correlationId = null, string? runId = null, string? name = null, int limit = 20, int offset = 0, CancellationToken cancel = default) =>
        sender.GetPageAsync<Execution>(
            Query.Of(Root, ("status", status), ("correlation_id", correlationId), ("run_id", runId), ("name", name), ("limit", limit), ("offset", offset)), "executions", cancel);

    /// <summary>Everything that belongs to one task.</summary>
    /// <param name="correlationId">The correlation.</param>
    /// <param name="limit">How many to list, 1 to 500.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ProblemException">404: nothing of it is known yet.</exception>
    public Task<CorrelationChain> CorrelationAsync(string correlationId, int limit = 500, CancellationToken cancel = default) =>
        sender.GetAsync<CorrelationChain>(Query.Of($"{Root}/correlation/{Uri.EscapeDataString(correlationId)}", ("limit", limit)), cancel);

    /// <summary>What an execution came from, what came of it and what came beside it.</summary>
    /// <param name="id">The execution.</param>
    /// <param name="depth">Levels up and down, 1 to 100.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<ExecutionLineage> LineageAsync(string id, int depth = 20, CancellationToken cancel = default) =>
        sender.GetAsync<ExecutionLineage>(Query.Of($"{Root}/{Uri.EscapeDataString(id)}/lineage", ("depth", depth)), cancel);

    /// <summary>The last events of an execution, oldest first.</summary>
    /// <param name="id">The execution.</param>
    /// <param name="tail">How many, 1 to 2000.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<ExecutionEvent>> EventsAsync(string id, int tail = 500, CancellationToken cancel = default) =>
        sender.GetPageAsync<ExecutionEvent>(Query.Of($"{Root}/{Uri.EscapeDataString(id)}/events", ("tail", tail)), "events", cancel);
}
