using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Changes;

/// <summary>Makes the line of history and the fact for the broker that belong to each kind of change.</summary>
internal static class GraphRecords
{
    /// <summary>The history line of any change of an intent. Null <paramref name="before"/>: it was created.</summary>
    public static StatusChange Line(GraphRequest request, StorableIntent? before, StorableIntent after, string action, string reason) => new()
    {
        IntentId = after.IntentId,
        Version = after.Version,
        Action = action,
        From = before?.Status,
        To = after.Status,
        Reason = reason,
        Actor = request.Actor,
        TriggeringActionId = request.TriggeringActionId,
        At = after.UpdatedAt,
    };

    public static GraphIntentCreated Created(GraphRequest request, StorableIntent intent, DateTimeOffset at) => new()
    {
        OrganizationId = request.OrganizationId,
        IntentId = intent.IntentId,
        Goal = intent.Goal,
        TriggeredBy = intent.TriggeredBy.Word(),
        ParentIntent = intent.ParentIntent,
        Status = intent.Status.Word(),
        Priority = intent.Priority,
        Version = intent.Version,
        Actor = request.Actor,
        At = at,
    };

    /// <summary>The fact of a history line that changed the status.</summary>
    public static GraphStatusChanged Changed(GraphRequest request, StatusChange line) => new()
    {
        OrganizationId = request.OrganizationId,
        IntentId = line.IntentId,
        Version = line.Version,
        Action = line.Action,
        OldStatus = line.From!.Value.Word(),
        NewStatus = line.To.Word(),
        Reason = line.Reason,
        Actor = line.Actor,
        TriggeringActionId = line.TriggeringActionId,
        At = line.At,
    };

    public static GraphIntentUpdated Updated(GraphRequest request, StorableIntent after) =>
        new() { OrganizationId = request.OrganizationId, IntentId = after.IntentId, Version = after.Version, Actor = request.Actor, At = after.UpdatedAt };

    public static GraphIntentDeleted Deleted(GraphRequest request, string intentId, DateTimeOffset at) =>
        new() { OrganizationId = request.OrganizationId, IntentId = intentId, Actor = request.Actor, At = at };

    public static GraphRelationshipCreated Related(GraphRequest request, IntentEdge edge, DateTimeOffset at) => new()
    {
        OrganizationId = request.OrganizationId,
        From = edge.From,
        To = edge.To,
        EdgeType = edge.EdgeType.Word(),
        Weight = edge.Weight,
        Actor = request.Actor,
        At = at,
    };

    public static GraphRelationshipModified Modified(GraphRequest request, IntentEdge edge, DateTimeOffset at) => new()
    {
        OrganizationId = request.OrganizationId,
        From = edge.From,
        To = edge.To,
        EdgeType = edge.EdgeType.Word(),
        Weight = edge.Weight,
        Actor = request.Actor,
        At = at,
    };

    public static GraphRelationshipRemoved Unrelated(GraphRequest request, IntentEdge edge, DateTimeOffset at) =>
        new() { OrganizationId = request.OrganizationId, From = edge.From, To = edge.To, EdgeType = edge.EdgeType.Word(), Actor = request.Actor, At = at };
}
