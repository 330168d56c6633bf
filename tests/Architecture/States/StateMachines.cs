using IntentEngine.Architecture.Code;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using System.Reflection;

namespace IntentEngine.Architecture.States;

/// <summary>Every state machine of the product, found by its type and taken from the process that registers it.</summary>
internal static class StateMachines
{
    /// <summary>Types that are state machines, in any of the product's assemblies.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. AssemblyCalls.OfProduct.Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file))).SelectMany(assembly => assembly.GetTypes()).Where(IsMachine).OrderBy(t => t.FullName, StringComparer.Ordinal)];

    /// <exception cref="InvalidOperationException">A machine exists that no process registers.</exception>
    public static IReadOnlyList<StateMachine> In(IServiceProvider services) => [.. Types.Select(type => (StateMachine)services.GetRequiredService(type))];

    private static bool IsMachine(Type type) => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(StateMachine));
}
