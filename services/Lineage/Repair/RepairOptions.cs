using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Lineage.Repair;

/// <summary>Section <c>Lineage:Repair</c>.</summary>
public sealed record RepairOptions
{
    /// <summary>How long a request to repair waits for the owner's answer, in milliseconds, 0 to 10000; default 2000. Without one in time it is answered 202 all the same.</summary>
    [Range(0, 10_000)]
    public int AnswerWithinMilliseconds { get; set; } = 2000;
}
