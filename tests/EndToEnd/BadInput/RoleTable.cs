using IntentEngine.Hosting.Authentication;

namespace IntentEngine.EndToEnd.BadInput;

/// <summary>Which operations there are and which roles are refused (seed 004 §3; specification: reliability §4.3, API1 and API5). Written by hand: a change here is a change of the API.</summary>
internal static class RoleTable
{
    private static readonly string[] Nobody = [];
    private static readonly string[] Programs = [Roles.Worker];
    private static readonly string[] People = [Roles.Member, Roles.ContentManager];
    private static readonly string[] AllButDeciders = [Roles.Member, Roles.Worker];
    private static readonly string[] AllButAdmins = [Roles.Member, Roles.ContentManager, Roles.Worker];

    private static readonly Dictionary<string, string[]> Refused = new()
    {
        ["POST /api/intents"] = Programs,
        ["GET /api/intents"] = Nobody,
        ["GET /api/intents/{intentId}"] = Nobody,
        ["GET /api/intents/counts"] = Nobody,
        ["GET /api/intents/pending-targets"] = Nobody,
        ["POST /api/intents/claim"] = People,
        ["POST /api/intents/complete"] = People,
        ["POST /api/intents/{intentId}/heartbeat"] = People,
        ["POST /api/intents/{intentId}/claim"] = People,
        ["POST /api/intents/{intentId}/complete"] = People,
        ["POST /api/intents/{intentId}/fail"] = People,
        ["POST /api/intents/{intentId}/release"] = People,
        ["POST /api/intents/{intentId}/cancel"] = Programs,
        ["POST /api/intents/{intentId}/retry"] = Programs,
        ["POST /api/intents/{intentId}/execute"] = Programs,
        ["POST /api/intent/pending/create"] = Programs,
        ["POST /api/intent/pending/list"] = Nobody,
        ["POST /api/intent-workflows"] = Programs,
        ["GET /api/intent-workflows"] = Nobody,
        ["GET /api/intent-workflows/{id}"] = Nobody,
        ["POST /api/intent-workflows/{id}/execute-step/{step}"] = Programs,
        ["POST /api/intent-workflows/{id}/approve"] = AllButDeciders,
        ["POST /api/intent-workflows/{id}/reject"] = AllButDeciders,
        ["POST /api/intent-workflows/{id}/cancel"] = AllButDeciders,
        ["GET /api/intent-workflows/{id}/audit"] = Nobody,
        ["GET /api/intent/audit/logs"] = AllButAdmins,
        ["PUT /api/organizations/{id}/profile"] = Programs,
        ["GET /api/organizations/{id}/profile"] = Nobody,
        ["GET /api/articles/{id}"] = Nobody,
        ["GET /api/articles"] = Nobody,
        ["GET /executions"] = Nobody,
        ["GET /executions/{id}"] = Nobody,
        ["GET /executions/{id}/lineage"] = Nobody,
        ["GET /executions/{id}/events"] = Nobody,
        ["GET /executions/correlation/{cid}"] = Nobody,
        ["GET /api/executions"] = Nobody,
        ["GET /api/executions/{id}"] = Nobody,
        ["GET /api/executions/{id}/lineage"] = Nobody,
        ["GET /api/executions/{id}/events"] = Nobody,
        ["GET /api/executions/correlation/{cid}"] = Nobody,
        ["GET /api/artifact-index"] = Nobody,
        ["GET /api/artifact-index/{id}"] = Nobody,
        ["GET /api/artifact-index/{id}/lineage"] = Nobody,
    };

    /// <summary>Every operation, as <c>METHOD path</c>.</summary>
    public static IEnumerable<string> Operations => Refused.Keys;

    /// <summary>Roles that must get 403. An operation that is not in the table is refused to nobody; the list of operations fails instead.</summary>
    public static IReadOnlyList<string> RefusedBy(ApiOperation operation) => Refused.GetValueOrDefault(operation.ToString(), Nobody);
}
