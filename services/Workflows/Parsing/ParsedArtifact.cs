using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Workflows.Parsing.Steps;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Parsing;

/// <summary>The artifact that comes of parsing, with its structured lineage (seed 000, phase 2; spec semantics §2.3 and §2.4).</summary>
internal static class ParsedArtifact
{
    /// <summary>Most characters of a display name.</summary>
    private const int LongestName = 255;

    /// <summary>The report that the work is done and what came of it.</summary>
    public static CompleteWithArtifact Completion(Guid organizationId, string intentId, Guid executionId, string correlation, ParsePlan plan, ParsedFile parsed, DateTimeOffset now)
    {
        // Nothing about storage, and no profile: that belongs to the intent.
        var descriptor = JsonSerializer.SerializeToElement(new { parsed.Schema, parsed.RecordCount, parsed.ParserType }, ContractJson.Options);
        return new CompleteWithArtifact
        {
            OrganizationId = organizationId,
            IntentId = intentId,
            ExecutionId = executionId.ToString(),
            ResultName = ParseExecution.ResultName,
            Result = descriptor,
            Artifact = new RegisterArtifact
            {
                OrganizationId = organizationId,
                ArtifactId = plan.ParsedArtifactId,
                ArtifactType = ParseContent.ArtifactType,
                LifecycleState = ArtifactState.Ready,
                ParentArtifacts = [plan.Source.ArtifactId],
                ProducedBy = new ArtifactProducer { IntentId = intentId, ExecutionId = executionId.ToString() },
                DerivationIntent = ParseContent.IntentType,
                DerivationRunId = executionId.ToString(),
                RunId = executionId.ToString(),
                CorrelationId = correlation,
                CreatedBy = ParseContent.Worker,
                SemanticDescriptor = descriptor,
                DisplayName = Name(plan),
                Materializations =
                [
                    new ArtifactMaterialization
                    {
                        Id = "parsed", StorageType = ArtifactMaterialization.ContentStore, Uri = ArtifactMaterialization.UriOf(parsed.Sha256),
                        Format = "application/json", Size = parsed.Size, Sha256 = parsed.Sha256, CreatedAt = now,
                    },
                ],
            },
        };
    }

    private static string Name(ParsePlan plan)
    {
        var ending = $" ({plan.IngestionProfile}).json";
        var name = plan.Source.DisplayName ?? plan.Source.ArtifactId;
        return Storable.Text(name, LongestName - ending.Length) + ending;
    }
}
