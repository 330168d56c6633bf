namespace IntentEngine.Intents.Graph.Changes;

/// <summary>Why a request on the graph was refused, and what the answer adds; nothing was changed.</summary>
/// <param name="Status">HTTP status: 400 bad input, 404 not there, 409 the present state forbids it, 412 it changed since it was read, 422 source that does not parse, 423 a gate.</param>
/// <param name="Message">What was expected, what came, what to do.</param>
/// <param name="Details">More members of the answer. Null: none.</param>
internal sealed record GraphRefusal(int Status, string Message, Dictionary<string, object?>? Details = null)
{
    /// <summary>404, the same for another organization's intent.</summary>
    public static GraphRefusal Unknown(string intentId) => new(404, $"Intent {Shorten(intentId)} not found");

    private static string Shorten(string id) => id.Length <= 200 ? id : id[..200] + "…";
}
