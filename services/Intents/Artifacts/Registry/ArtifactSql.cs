using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Artifacts.Registry;

/// <summary>The statements that read and write <c>artifacts</c> and its audit log, and nothing that decides.</summary>
internal static class ArtifactSql
{
    /// <summary>All columns, as <see cref="Read"/> expects them.</summary>
    public const string Columns = """
        organization_id, artifact_id, artifact_type, lifecycle_state, display_name, semantic_descriptor, parent_artifacts, generation, root_artifact_id,
        derivation_intent, derivation_run_id, intent_id, execution_id, run_id, correlation_id, session_id, created_by, materializations, created_at, updated_at, version
        """;

    /// <summary>Artifacts by id; <c>$1</c> organization, <c>$2</c> ids.</summary>
    public const string Select = $"select {Columns} from artifacts where organization_id = $1 and artifact_id = any($2)";

    private const string Insert = $"""
        with created as (
            insert into artifacts ({Columns})
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19, 1) on conflict do nothing returning 1)
        select expect_updated((select count(*) from created))
        """;

    private const string Update = """
        with changed as (
            update artifacts set lifecycle_state = $3, updated_at = $4, version = version + 1
            where organization_id = $1 and artifact_id = $2 and version = $5 returning 1)
        select expect_updated((select count(*) from changed))
        """;

    private const string Audit = """
        insert into artifact_audit_log (organization_id, artifact_id, actor_id, action, from_state, to_state, details, ip_address, user_agent, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8::inet, $9, $10)
        """;

    /// <summary>Adds a new artifact; the commit fails when its id was taken in the meantime.</summary>
    public static void Create(UnitOfWork unit, Artifact artifact) => unit.Add(Insert,
        Parameter.Uuid(artifact.OrganizationId), Parameter.Text(artifact.ArtifactId), Parameter.Text(artifact.ArtifactType), Parameter.Text(artifact.State.Word()),
        Parameter.Text(artifact.DisplayName), Parameter.JsonText(artifact.SemanticDescriptor?.GetRawText()), Parameter.Texts([.. artifact.Parents]),
        Parameter.Whole(artifact.Generation), Parameter.Text(artifact.RootArtifactId), Parameter.Text(artifact.DerivationIntent), Parameter.Text(artifact.DerivationRunId),
        Parameter.Text(artifact.IntentId), Parameter.Text(artifact.ExecutionId), Parameter.Text(artifact.RunId), Parameter.Text(artifact.CorrelationId),
        Parameter.Uuid(artifact.SessionId), Parameter.Text(artifact.CreatedBy), Parameter.Json(artifact.Materializations), Parameter.Time(artifact.CreatedAt));

    /// <summary>Saves a new state; the commit fails when somebody else changed the artifact since <paramref name="before"/>.</summary>
    public static void Save(UnitOfWork unit, Artifact before, Artifact after) => unit.Add(Update,
        Parameter.Uuid(after.OrganizationId), Parameter.Text(after.ArtifactId), Parameter.Text(after.State.Word()), Parameter.Time(after.UpdatedAt), Parameter.Whole(before.Version));

    /// <summary>Adds the audit row of one transition. Null <paramref name="before"/>: it was registered.</summary>
    public static void Record(UnitOfWork unit, Artifact? before, Artifact after, string action, string? reason, ArtifactRequest request) => unit.Add(Audit,
        Parameter.Uuid(after.OrganizationId), Parameter.Text(after.ArtifactId), Parameter.Text(request.Actor.Id), Parameter.Text(action),
        Parameter.Text(before?.State.Word()), Parameter.Text(after.State.Word()), Parameter.Json(new Details(reason, request.Once?.MessageId)),
        Parameter.Text(request.Actor.IpAddress?.ToString()), Parameter.Text(request.Actor.UserAgent), Parameter.Time(after.UpdatedAt));

    /// <summary>The artifact in the reader's current row.</summary>
    public static Artifact Read(NpgsqlDataReader row) => new()
    {
        OrganizationId = row.GetGuid(0),
        ArtifactId = row.GetString(1),
        ArtifactType = row.GetString(2),
        State = ArtifactStates.Parse(row.GetString(3)),
        DisplayName = Text(row, 4),
        SemanticDescriptor = Text(row, 5) is { } descriptor ? JsonSerializer.Deserialize<JsonElement>(descriptor) : null,
        Parents = row.GetFieldValue<string[]>(6),
        Generation = row.GetInt32(7),
        RootArtifactId = row.GetString(8),
        DerivationIntent = row.GetString(9),
        DerivationRunId = row.GetString(10),
        IntentId = Text(row, 11),
        ExecutionId = Text(row, 12),
        RunId = Text(row, 13),
        CorrelationId = Text(row, 14),
        SessionId = row.IsDBNull(15) ? null : row.GetGuid(15),
        CreatedBy = row.GetString(16),
        Materializations = JsonSerializer.Deserialize<List<ArtifactMaterialization>>(row.GetString(17), ContractJson.Options)!,
        CreatedAt = row.GetFieldValue<DateTimeOffset>(18),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(19),
        Version = row.GetInt32(20),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private sealed record Details(string? Reason, Guid? MessageId);
}
