using System.Reflection;
using MassTransit;

namespace IntentEngine.Messaging;

/// <summary>The names of a message type on the wire, frozen by its attributes so that renaming a class changes nothing.</summary>
public static class MessageName
{
    /// <summary>The exchange facts of this type are published to: <see cref="EntityNameAttribute"/>.</summary>
    public static string Exchange<T>() where T : class => Names<T>.Exchange;

    /// <summary>The type's URN: <see cref="MessageUrnAttribute"/>.</summary>
    public static string Urn<T>() where T : class => Names<T>.Urn;

    private static class Names<T> where T : class
    {
        internal static readonly string Exchange = typeof(T).GetCustomAttribute<EntityNameAttribute>()?.EntityName
            ?? throw new InvalidOperationException($"{typeof(T).Name} has no [EntityName]; a message on the wire needs a frozen name.");

        internal static readonly string Urn = MessageUrn.ForTypeString<T>();
    }
}
