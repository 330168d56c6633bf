using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Saga;
using Npgsql;

namespace IntentEngine.Workflows.Runs;

/// <summary>A workflow that has not moved by its deadline.</summary>
internal sealed record Stalled(Guid OrganizationId, Guid Id, string Definition, int DefinitionVersion, string Phase, int Step, int Version, Guid Run, DateTimeOffset Due, IReadOnlyDictionary<string, ApprovalState> Approvals)
{
    public static Stalled Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4), reader.GetInt32(5), reader.GetInt32(6),
        reader.IsDBNull(7) ? Guid.Empty : Guid.Parse(reader.GetString(7)),
        reader.GetFieldValue<DateTimeOffset>(9),
        reader.IsDBNull(8) ? new Dictionary<string, ApprovalState>() : JsonSerializer.Deserialize<Dictionary<string, ApprovalState>>(reader.GetString(8), ContractJson.Options)!);

    /// <summary>The present round of an approval.</summary>
    public int Round(string approvalType) => Approvals.TryGetValue(approvalType, out var approval) ? approval.Round : 0;
}
