namespace IntentEngine.Lineage.Similarity;

/// <summary>Which statuses mean that an execution failed (specification: semantics §3.1, §3.5). A cancelled one did not: nobody wanted it any more.</summary>
internal static class FailureStatus
{
    /// <summary>The same for SQL, to be compared with <c>in</c>.</summary>
    public const string Sql = "('failed', 'rolled_back')";

    public static bool IsFailure(string status) => status is "failed" or "rolled_back";
}
