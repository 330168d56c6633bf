namespace IntentEngine.EndToEnd.BadInput;

/// <summary>Operations that rightly answer some bad input otherwise than all others, and why. Written by hand: whatever is not named here is held to the rule.</summary>
internal static class Exceptions
{
    private const string Stateless = "A subject needs no registration: one that nobody named has no queues, and the answer says so.";
    private const string NothingToReport = "What is reported belongs to the subject's current action; a subject without any is in conflict with every report.";
    private const string TheSameEvent = "An event that is told again is the same event.";
    private const string AsMarquez = "As Marquez answers its clients.";
    private const string LeaseGuards = "The lease and the execution id make repeating these safe.";

    /// <summary>They make, or replace by what came, the thing that their path names.</summary>
    public static IReadOnlyDictionary<string, string> MakesWhatItNames { get; } = new Dictionary<string, string>
    {
        ["PUT /api/owners/{name}"] = "Registers the owner of this name.",
    };

    /// <summary>The one status that is right for an unknown id with a body that is well formed. Rows must stay as they were all the same.</summary>
    public static IReadOnlyDictionary<string, (int Status, string Why)> AnswersToUnknownIds { get; } = new Dictionary<string, (int, string)>
    {
        ["PUT /api/intent-graph/intents/{intentId}"] = (428, "The version that was read is missing; that is said before the intent is looked for."),
        ["GET /api/action-queues/{subject}"] = (200, Stateless),
        ["GET /api/action-queues/{subject}/snapshot"] = (200, Stateless),
        ["PUT /api/action-queues/{subject}/snapshot"] = (200, Stateless),
        ["POST /api/action-queues/{subject}/abort"] = (200, Stateless),
        ["POST /api/action-queues/{subject}/unassign"] = (200, Stateless),
        ["POST /api/action-queues/{subject}/reset"] = (200, Stateless),
        ["POST /api/action-queues/{subject}/claim"] = (409, "Somebody else was quicker, or there never was anything to do: one answer for both."),
        ["POST /api/action-queues/{subject}/started"] = (409, NothingToReport),
        ["POST /api/action-queues/{subject}/completed"] = (409, NothingToReport),
        ["POST /api/action-queues/{subject}/failed"] = (409, NothingToReport),
        ["GET /api/v1/namespaces/{namespace}/jobs"] = (200, AsMarquez),
        ["GET /api/v1/namespaces/{namespace}/datasets"] = (200, AsMarquez),
    };

    /// <summary>They take what OpenLineage clients send, which may grow and says of itself what it likes, and refuse what is JSON but no event with 422; the tests of Lineage hold them to that.</summary>
    public static IReadOnlyDictionary<string, string> SpeaksOpenLineage { get; } = new Dictionary<string, string>
    {
        ["POST /api/v1/lineage"] = "One event.",
        ["POST /api/v1/lineage/batch"] = "A list of events.",
    };

    /// <summary>Their body is a list, and the answer says of each element whether it was taken.</summary>
    public static IReadOnlyDictionary<string, string> TakesLists { get; } = new Dictionary<string, string>
    {
        ["POST /api/v1/lineage/batch"] = "A list of events.",
    };

    /// <summary>They take a limit of 0, for those who want the count alone.</summary>
    public static IReadOnlyDictionary<string, string> TakesLimitZero { get; } = new Dictionary<string, string>
    {
        ["GET /api/v1/events/lineage"] = AsMarquez,
        ["GET /api/v1/search"] = AsMarquez,
        ["GET /api/v1/namespaces"] = AsMarquez,
        ["GET /api/v1/jobs"] = AsMarquez,
        ["GET /api/v1/namespaces/{namespace}/jobs"] = AsMarquez,
        ["GET /api/v1/namespaces/{namespace}/datasets"] = AsMarquez,
        ["GET /api/v1/namespaces/{namespace}/datasets/{dataset}/versions"] = AsMarquez,
        ["GET /api/v1/namespaces/{namespace}/jobs/{job}/runs"] = AsMarquez,
    };

    /// <summary>They read formats that may grow, and leave out what they do not know.</summary>
    public static IReadOnlyDictionary<string, string> IgnoresUnknownFields { get; } = new Dictionary<string, string>
    {
        ["POST /api/intent-graph/restore"] = "Backups of later minor versions are taken too (specification: semantics §1.6).",
    };

    /// <summary>Largest JSON bodies where they are not 1 MiB, in bytes.</summary>
    public static IReadOnlyDictionary<string, (int Bytes, string Why)> LargestBodies { get; } = new Dictionary<string, (int, string)>
    {
        ["POST /api/intents/complete"] = (4 * 1024 * 1024, "Reports many intents at once."),
        ["POST /api/intents/fail"] = (4 * 1024 * 1024, "Reports many intents at once."),
        ["POST /api/intents/release"] = (4 * 1024 * 1024, "Reports many intents at once."),
        ["POST /api/v1/lineage"] = (16 * 1024 * 1024, "Facets carry schemas and plans."),
        ["POST /api/v1/lineage/batch"] = (16 * 1024 * 1024, "Takes many events at once."),
        ["POST /api/intent-graph/subgraphs/restore"] = (32 * 1024 * 1024, "Takes a part of a graph as one file."),
        ["POST /api/intent-graph/restore"] = (64 * 1024 * 1024, "Takes a whole graph as one file."),
    };

    /// <summary>POSTs without an idempotency key.</summary>
    public static IReadOnlyDictionary<string, string> TakesNoKey { get; } = new Dictionary<string, string>
    {
        ["POST /api/intents/claim"] = LeaseGuards,
        ["POST /api/intents/complete"] = LeaseGuards,
        ["POST /api/intents/fail"] = LeaseGuards,
        ["POST /api/intents/release"] = LeaseGuards,
        ["POST /api/intent-graph/restore"] = "Restoring the same backup again gives the same graph.",
        ["POST /executions/{id}/events"] = TheSameEvent,
        ["POST /api/executions/{id}/events"] = TheSameEvent,
        ["POST /api/v1/lineage"] = TheSameEvent,
        ["POST /api/v1/lineage/batch"] = TheSameEvent,
        ["POST /executions/{id}/repair/suggest"] = "It only reads.",
        ["POST /api/executions/{id}/repair/suggest"] = "It only reads.",
        ["POST /api/admin/lineage/rebuild"] = "While one is under way, that one is the answer.",
    };

    /// <summary>Operations that take the same body on purpose, and the name of that body.</summary>
    public static IReadOnlyDictionary<string, string> OneBody { get; } = new Dictionary<string, string>
    {
        ["POST /api/intent-graph/intents/{intentId}/start"] = "why a status changes",
        ["POST /api/intent-graph/intents/{intentId}/rollback"] = "why a status changes",
        ["POST /api/intent-graph/intents/{intentId}/fail"] = "why a status changes",
        ["POST /api/intent-graph/intents/{intentId}/suspend"] = "why a status changes",
        ["POST /api/intent-graph/intents/{intentId}/resume"] = "why a status changes",
        ["POST /api/intent-graph/intents/{intentId}/retry"] = "why a status changes",
        ["POST /api/intent-graph/intents/{intentId}/archive"] = "why a status changes",
        ["POST /api/intent-graph/intents/{intentId}/reactivate"] = "why a status changes",
        ["POST /api/intent-graph/view"] = "what to see of the graph",
        ["POST /api/intent-graph/context"] = "what to see of the graph",
        ["POST /api/action-queues/{subject}/abort"] = "whose queues are stopped",
        ["POST /api/action-queues/{subject}/unassign"] = "whose queues are stopped",
        ["POST /api/action-queues/{subject}/reset"] = "whose queues are stopped",
        ["POST /executions/{id}/events"] = "what happened during an execution",
        ["POST /api/executions/{id}/events"] = "what happened during an execution",
        ["POST /executions/{id}/repair"] = "how to repair",
        ["POST /api/executions/{id}/repair"] = "how to repair",
    };

    /// <summary>Every operation that is named here.</summary>
    public static IEnumerable<string> Operations =>
        [.. MakesWhatItNames.Keys, .. SpeaksOpenLineage.Keys, .. TakesLists.Keys, .. TakesLimitZero.Keys, .. AnswersToUnknownIds.Keys, .. IgnoresUnknownFields.Keys, .. LargestBodies.Keys, .. TakesNoKey.Keys, .. OneBody.Keys];
}
