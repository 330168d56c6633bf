namespace IntentEngine.Workflows.Steps;

/// <summary>Which type answers to a handler's name.</summary>
/// <param name="Name">The name by which definitions refer to it.</param>
/// <param name="Type">The handler, resolved from the scope of one run.</param>
public sealed record StepHandlerDescriptor(string Name, Type Type);
