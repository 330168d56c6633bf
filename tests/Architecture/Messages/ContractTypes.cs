using System.Reflection;
using IntentEngine.Contracts;
using MassTransit;

namespace IntentEngine.Architecture.Messages;

/// <summary>All messages of the product, and what their attributes and constants say.</summary>
internal static class ContractTypes
{
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(ContractJson).Assembly.GetTypes().Where(type => type.GetCustomAttribute<EntityNameAttribute>() is not null).OrderBy(EntityName, StringComparer.Ordinal)];

    public static string EntityName(Type contract) => contract.GetCustomAttribute<EntityNameAttribute>()!.EntityName;

    public static string Urn(Type contract) => MessageUrn.ForTypeString(contract);

    /// <summary>The queue a command is sent to; <c>{owner}</c> stands for the owner's name. Null: it is a fact, published to its exchange.</summary>
    public static string? Queue(Type contract) => NamedQueue(contract) ?? Topology.All.FirstOrDefault(line => line.Message == contract && !line.Subscribed)?.Queue;

    /// <summary>The queue that the contract itself names.</summary>
    public static string? NamedQueue(Type contract) =>
        contract.GetField("Queue")?.GetRawConstantValue() as string
        ?? contract.GetMethod("QueueOf", [typeof(string)])?.Invoke(null, ["{owner}"]) as string;
}
