using System.Diagnostics.CodeAnalysis;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Evaluation;

/// <summary>What an evaluation came to: a value, or the first error. Never both, never neither.</summary>
internal sealed record RtfsResult
{
    private RtfsResult(RtfsValue? value, RtfsError? error) => (Value, Error) = (value, error);

    public RtfsValue? Value { get; }

    public RtfsError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool HasValue => Value is not null;

    public static RtfsResult Of(RtfsValue value) => new(value, null);

    public static RtfsResult Of(RtfsError error) => new(null, error);
}
