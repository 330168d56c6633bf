using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Workflows.Steps;

/// <summary>Registers step handlers one by one: the list of calls is the index of what a definition may name.</summary>
public static class StepHandlerRegistration
{
    /// <summary>Makes <typeparamref name="T"/> available under its <see cref="IStepHandler.Name"/>, one instance per run.</summary>
    public static IServiceCollection AddStepHandler<T>(this IServiceCollection services)
        where T : class, IStepHandler
    {
        services.AddScoped<T>();
        services.AddSingleton(new StepHandlerDescriptor(T.Name, typeof(T)));
        return services;
    }
}
