using System.Collections.Concurrent;
using System.Reflection;
using IntentEngine.Contracts.Intents;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Announces facts whose type is known at run time alone.</summary>
internal static class GraphAnnouncement
{
    // What the graph itself follows must not be lost before its queue exists; nobody needs to listen to the rest.
    private static readonly Type[] Followed = [typeof(GraphStatusChanged), typeof(GraphRelationshipModified), typeof(GraphRelationshipRemoved)];
    private static readonly ConcurrentDictionary<Type, MethodInfo> Senders = new();

    /// <summary>Adds a contract message, which goes out after the commit.</summary>
    public static void Add(UnitOfWork unit, object fact) => Senders.GetOrAdd(fact.GetType(), SenderOf).Invoke(unit, [fact]);

    private static MethodInfo SenderOf(Type fact) =>
        typeof(UnitOfWork).GetMethod(Followed.Contains(fact) ? nameof(UnitOfWork.Publish) : nameof(UnitOfWork.Announce))!.MakeGenericMethod(fact);
}
