namespace IntentEngine.Lineage.Repair;

/// <summary>One similar failure and what came of trying it again.</summary>
/// <param name="ExecutionId">The failure.</param>
/// <param name="Fingerprint">Of its error.</param>
/// <param name="Similarity">How alike it is to the failure asked about, 0 to 1; 1 for that one itself. How far to trust the case.</param>
/// <param name="Worked">Whether a later attempt completed.</param>
/// <param name="Kind">Type of the last edge: <c>retry</c> or <c>repair</c>.</param>
/// <param name="RepairedBy">The first attempt that completed, nearest to the failure. Absent: none did.</param>
/// <param name="Chain">Executions from the failure to that attempt; without one, to the last failed attempt.</param>
/// <param name="FailedAttempts">Attempts that failed on the way: what not to expect to help.</param>
public sealed record RepairCase(
    string ExecutionId, string Fingerprint, double Similarity, bool Worked, string Kind, string? RepairedBy, IReadOnlyList<string> Chain, IReadOnlyList<string> FailedAttempts);
