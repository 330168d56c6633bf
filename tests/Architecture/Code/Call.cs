namespace IntentEngine.Architecture.Code;

/// <summary>A member of another assembly that an assembly uses.</summary>
/// <param name="Type">Full name of the type, generic arity included, e.g. <c>MassTransit.IRequestClient`1</c>.</param>
/// <param name="Member">Name of the member.</param>
/// <param name="Parameters">Full names of its parameters' types; empty for fields.</param>
internal sealed record Call(string Type, string Member, IReadOnlyList<string> Parameters)
{
    public override string ToString() => $"{Type}.{Member}({string.Join(",", Parameters)})";
}
