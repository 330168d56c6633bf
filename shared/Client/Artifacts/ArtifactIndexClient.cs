using IntentEngine.Client.Requests;

namespace IntentEngine.Client.Artifacts;

/// <summary><c>/api/artifact-index</c>. What is read here follows what happened with a small delay.</summary>
public sealed class ArtifactIndexClient
{
    private const string Root = "api/artifact-index";

    private readonly RequestSender sender;

    internal ArtifactIndexClient(RequestSender sender) => this.sender = sender;

    /// <summary>One entry.</summary>
    public Task<Artifact> GetAsync(string id, CancellationToken cancel = default) => sender.GetAsync<Artifact>($"{Root}/{Uri.EscapeDataString(id)}", cancel);

    /// <summary>What is ready or archived, newest first; all conditions given hold together.</summary>
    /// <param name="type">Of this type. Null: any.</param>
    /// <param name="runId">Of this workflow or intent. Null: any.</param>
    /// <param name="root">Whose root is this artifact. Null: any.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<Artifact>> ListAsync(string? type = null, string? runId = null, string? root = null, int limit = 100, int offset = 0, CancellationToken cancel = default) =>
        sender.GetPageAsync<Artifact>(Query.Of(Root, ("type", type), ("run_id", runId), ("root", root), ("limit", limit), ("offset", offset)), "artifacts", cancel);

    /// <summary>What an artifact was made from and what was made from it.</summary>
    /// <param name="id">The artifact.</param>
    /// <param name="depth">Levels up and down, 1 to 100.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<ArtifactLineage> LineageAsync(string id, int depth = 20, CancellationToken cancel = default) =>
        sender.GetAsync<ArtifactLineage>(Query.Of($"{Root}/{Uri.EscapeDataString(id)}/lineage", ("depth", depth)), cancel);
}
