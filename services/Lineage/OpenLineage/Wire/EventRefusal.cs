using Microsoft.AspNetCore.Http;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Why an event is not accepted. Sending it again unchanged never helps.</summary>
/// <param name="Status">400: not readable, or a value nobody could store; 422: readable, but what makes it an event is missing.</param>
/// <param name="Field">Where, e.g. <c>inputs[2].name</c>.</param>
/// <param name="Fault">What was expected and what came.</param>
internal sealed record EventRefusal(int Status, string Field, string Fault)
{
    public static EventRefusal Unreadable(string field, string fault) => new(StatusCodes.Status400BadRequest, field, fault);

    public static EventRefusal Incomplete(string field, string fault) => new(StatusCodes.Status422UnprocessableEntity, field, fault);

    public override string ToString() => $"{Field}: {Fault}";
}
