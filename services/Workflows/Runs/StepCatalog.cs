using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Runs;

/// <summary>Finds the type of a handler by the name a definition gives it, and refuses to start when a definition names one that nobody registered.</summary>
public sealed class StepCatalog
{
    private readonly Dictionary<string, Type> _types;

    /// <summary>Checks every definition against the registered handlers.</summary>
    public StepCatalog(IEnumerable<StepHandlerDescriptor> handlers, IEnumerable<WorkflowDefinition> definitions)
    {
        _types = handlers.ToDictionary(h => h.Name, h => h.Type);
        foreach (var definition in definitions)
        {
            foreach (var step in definition.Steps)
            {
                if (step.Handler is not null && !_types.ContainsKey(step.Handler))
                    throw new InvalidOperationException($"Definition '{definition.Name}' v{definition.Version}, step {step.Number}: no handler '{step.Handler}' is registered; add it with AddStepHandler.");
            }
        }
    }

    /// <summary>The type registered under a name.</summary>
    public Type Get(string name) => _types[name];
}
