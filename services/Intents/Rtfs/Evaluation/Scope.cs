using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Evaluation;

/// <summary>The locals of <c>let</c> and <c>fn</c>; an inner name hides an outer one.</summary>
internal sealed class Scope
{
    private readonly Scope? _outer;
    private readonly string _name;
    private readonly RtfsValue _value;

    private Scope(Scope? outer, string name, RtfsValue value) => (_outer, _name, _value) = (outer, name, value);

    /// <summary>No locals; its name is none that a source can spell.</summary>
    public static Scope Empty { get; } = new(null, "", NilValue.Instance);

    public Scope With(string name, RtfsValue value) => new(this, name, value);

    /// <summary>The value of a local. Null: there is none of that name.</summary>
    public RtfsValue? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (string.Equals(scope._name, name, StringComparison.Ordinal)) return scope._value;
        }

        return null;
    }
}
