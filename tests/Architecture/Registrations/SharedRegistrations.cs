using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Architecture.Registrations;

/// <summary>Services share one container in AllInOne: a type that two of them register must mean the same to both, or be a list.</summary>
internal static class SharedRegistrations
{
    /// <param name="registrations">What each module registers by itself.</param>
    /// <param name="lists">Types that are taken as a list by those who use them, so that adding to them disturbs nobody.</param>
    public static IEnumerable<string> Conflicts(IReadOnlyDictionary<string, IServiceCollection> registrations, Func<Type, bool> lists) =>
        from module in registrations
        from descriptor in module.Value
        where !descriptor.IsKeyedService && !lists(descriptor.ServiceType)
        group (module.Key, Meaning: Meaning(descriptor)) by descriptor.ServiceType into sharers
        where sharers.Select(s => s.Key).Distinct().Count() > 1 && sharers.Select(s => s.Meaning).Distinct().Count() > 1
        select $"{sharers.Key} means different things: {string.Join("; ", sharers.Select(s => $"{s.Key}: {s.Meaning}").Distinct())}";

    private static string Meaning(ServiceDescriptor descriptor)
    {
        var what = descriptor.ImplementationType?.ToString()
            ?? descriptor.ImplementationInstance?.ToString()
            ?? $"{descriptor.ImplementationFactory!.Method.DeclaringType}.{descriptor.ImplementationFactory.Method.Name}";
        return $"{descriptor.Lifetime} {what}";
    }
}
