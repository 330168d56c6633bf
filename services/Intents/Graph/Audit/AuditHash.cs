using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntentEngine.Intents.Graph.Audit;

/// <summary>The hashes of the audit chain (spec semantics §1.4). Pure.</summary>
/// <remarks>Canonical JSON: one object, keys in ordinal order, every key always there, no blanks, UTF-8, instants in UTC with microseconds. The origin iterates an unordered map, so its hashes are not stable.</remarks>
internal static class AuditHash
{
    /// <summary>SHA-256 of an action's canonical JSON.</summary>
    public static byte[] Of(AuditedAction action) => SHA256.HashData(Canonical(action));

    /// <summary>SHA-256 of the hash before, where there is one, and the action's.</summary>
    public static byte[] Chain(byte[]? previous, byte[] action) => SHA256.HashData([.. previous ?? [], .. action]);

    internal static byte[] Canonical(AuditedAction action)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["action"] = action.Action,
            ["actor"] = action.Actor,
            ["at"] = action.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["entry"] = action.Entry,
            ["from_status"] = action.FromStatus,
            ["intent_id"] = action.IntentId,
            ["organization_id"] = action.OrganizationId.ToString("D"),
            ["reason"] = action.Reason,
            ["to_status"] = action.ToStatus,
            ["triggering_action_id"] = action.TriggeringActionId,
            ["version"] = action.Version,
        };
        return JsonSerializer.SerializeToUtf8Bytes(values, Plain);
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
