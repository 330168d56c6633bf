namespace IntentEngine.Intents.Graph.Changes;

/// <summary>What was asked for, or why not.</summary>
internal readonly record struct Outcome<T>
{
    private Outcome(T? value, GraphRefusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>What was asked for; set when nothing was refused.</summary>
    public T? Value { get; }

    /// <summary>Null: it was done.</summary>
    public GraphRefusal? Refusal { get; }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(GraphRefusal refusal) => new(default, refusal);

    /// <summary>The same for a view of the value.</summary>
    public Outcome<TOther> Select<TOther>(Func<T, TOther> view) => Refusal is { } refusal ? refusal : view(Value!);
}
