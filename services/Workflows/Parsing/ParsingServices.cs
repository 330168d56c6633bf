using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Workflows;
using IntentEngine.ContentStore;
using IntentEngine.Hosting.Settings;
using IntentEngine.Messaging;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Parsing.Steps;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Workflows.Parsing;

/// <summary>Registers parsing: the definition, its steps, and the executor of <c>parse_content</c> intents.</summary>
internal static class ParsingServices
{
    /// <summary>Adds everything. Settings: <c>Workflows:Parsing</c> (<see cref="ParseLimits"/>) and <c>ContentStore</c>.</summary>
    public static IServiceCollection AddParsing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddContentStore(configuration);
        services.AddSingleton(configuration.Require<ParseLimits>("Workflows:Parsing"));
        services.AddSingleton<ParseSlots>();
        services.AddSingleton(ParseContentWorkflow.V1);
        services.AddStepHandler<LoadSourceHandler>().AddStepHandler<ParseHandler>();
        services.AddMessageEndpoint<WorkflowsDatabase>(ParseContent.Worker, queue => queue
            .Subscribes<IntentClaimed, ParseExecution>()
            .Subscribes<WorkflowEnded, ParseExecution>());
        return services;
    }
}
