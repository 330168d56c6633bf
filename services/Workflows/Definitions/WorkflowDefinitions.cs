namespace IntentEngine.Workflows.Definitions;

/// <summary>Every definition this process can run, by name and version.</summary>
public sealed class WorkflowDefinitions(IEnumerable<WorkflowDefinition> definitions)
{
    private readonly Dictionary<(string, int), WorkflowDefinition> _definitions = definitions.ToDictionary(d => (d.Name, d.Version));

    /// <summary>The definition a workflow started with.</summary>
    /// <exception cref="InvalidOperationException">This process does not know it; a newer one started the workflow.</exception>
    public WorkflowDefinition Get(string name, int version) => _definitions.TryGetValue((name, version), out var definition)
        ? definition
        : throw new InvalidOperationException($"Workflow definition '{name}' version {version} is unknown here; known are {string.Join(", ", _definitions.Keys.Select(k => $"{k.Item1} v{k.Item2}"))}. Update this instance.");

    /// <summary>The newest version of a definition, for new workflows.</summary>
    public WorkflowDefinition Newest(string name) => _definitions.Values.Where(d => d.Name == name).MaxBy(d => d.Version)
        ?? throw new InvalidOperationException($"There is no workflow definition '{name}'.");
}
