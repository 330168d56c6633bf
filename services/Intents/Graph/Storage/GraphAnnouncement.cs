using System.Collections.Concurrent;
using System.Reflection;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Announces facts whose type is known at run time alone.</summary>
internal static class GraphAnnouncement
{
    private static readonly MethodInfo Announce = typeof(UnitOfWork).GetMethod(nameof(UnitOfWork.Announce))!;
    private static readonly ConcurrentDictionary<Type, MethodInfo> Announces = new();

    /// <summary>Adds a contract message, which goes out after the commit. Nobody needs to listen to it.</summary>
    public static void Add(UnitOfWork unit, object fact) => Announces.GetOrAdd(fact.GetType(), type => Announce.MakeGenericMethod(type)).Invoke(unit, [fact]);
}
