using System.Net;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Execution;

/// <summary>One organization with files to parse; the test plays the executor.</summary>
internal sealed class Parse(IntentsHost host)
{
    public Library Library { get; } = new(host);

    public Organization Organization => Library.Organization;

    /// <summary>An intent to parse an uploaded file, or <paramref name="target"/>.</summary>
    public async Task<string> Waiting(object context, string? target = null, string type = "parse_content") =>
        (await Organization.Post("/api/intents", new { intent_type = type, target_artifact_id = target ?? await Library.Have("?name=nails.csv"), context, correlation_id = "corr-1" })).ShouldBe(HttpStatusCode.Created)["intent_id"]!;

    public Task<Answer> Execute(string id, object? body = null, string role = "member", string? key = null) => Organization.Ask(id, "execute", body ?? new { }, role, key);

    public async Task<JsonElement> View(string id) => (await Organization.Get($"/api/intents/{id}")).ShouldBe(HttpStatusCode.OK).Body;

    /// <summary>What the executor was told since the beginning.</summary>
    public async Task<IReadOnlyList<IntentClaimed>> Told()
    {
        await Organization.Settle();
        return Organization.Claimed;
    }

    /// <summary>The executor's report that the work is done.</summary>
    public CompleteWithArtifact Report(IntentClaimed claimed, string artifact = "parsed-1", string? execution = null, IReadOnlyList<string>? parents = null) => new()
    {
        OrganizationId = Organization.Id,
        IntentId = claimed.IntentId,
        ExecutionId = execution ?? claimed.ExecutionId,
        ResultName = "parsed_artifact_id",
        Result = JsonSerializer.SerializeToElement(new { record_count = 1 }),
        Artifact = new RegisterArtifact
        {
            OrganizationId = Organization.Id,
            ArtifactId = artifact,
            ArtifactType = "parsed_content",
            LifecycleState = ArtifactState.Ready,
            ParentArtifacts = parents ?? [claimed.TargetArtifactId!],
            ProducedBy = new ArtifactProducer { IntentId = claimed.IntentId, ExecutionId = claimed.ExecutionId },
            DerivationIntent = "parse_content",
            DerivationRunId = claimed.ExecutionId,
            CreatedBy = "parsing",
            // The bytes of the source do for the bytes of the result.
            Materializations = [new() { Id = "parsed", StorageType = "content_store", Uri = ArtifactMaterialization.UriOf(Library.CsvHash), Format = "application/json", Size = Library.Csv.Length, Sha256 = Library.CsvHash, CreatedAt = DateTimeOffset.UnixEpoch }],
        },
    };
}
