using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Projection;

/// <summary>A fact as <c>execution_events</c> keeps it.</summary>
internal sealed record EventRow(string ExecutionId, int Sequence, Guid FactId, string Type, DateTimeOffset At, string Data, bool IsState)
{
    public static readonly Comparison<EventRow> ByTime = (a, b) =>
        a.At != b.At ? a.At.CompareTo(b.At)
        : string.CompareOrdinal(a.ExecutionId, b.ExecutionId) is not 0 and var id ? id
        : a.Sequence.CompareTo(b.Sequence);

    public static EventRow Of(ExecutionFact fact) => new(
        fact.ExecutionId, fact.Sequence, fact.FactId, TypeOf(fact.Status), fact.At, JsonSerializer.Serialize(EventData.Of(fact), ContractJson.Options), IsState: true);

    public static EventRow Of(ExecutionEvent told) => new(
        told.ExecutionId, told.Sequence, told.EventId, told.Type, told.At, told.Data.OrNothing()?.GetRawText() ?? "{}", IsState: false);

    /// <summary>Names as in seed 002, phase B: <c>execution_started</c>, <c>execution_completed</c>; other states likewise.</summary>
    private static string TypeOf(string status) => status == "running" ? "execution_started" : $"execution_{status}";
}
