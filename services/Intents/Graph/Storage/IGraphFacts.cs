namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Tells others of a change after the backend has made it durable; for backends that cannot write facts in the change's own transaction.</summary>
internal interface IGraphFacts
{
    /// <summary>Sends contract messages. Does not throw: the change has happened, whatever becomes of its announcement; what could not be sent is logged.</summary>
    Task SendAsync(Guid organization, IReadOnlyList<object> facts);
}
