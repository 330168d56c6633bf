namespace IntentEngine.Lineage.Executions;

/// <summary>What an execution is to its parent. A retry or a repair is not a child: it takes the place of what it hangs on (specification: lineage §0).</summary>
internal static class EdgeKinds
{
    /// <summary>Plain parenthood.</summary>
    public const string Child = "child";

    /// <summary>The kind of the edge above a row of <c>executions e</c>. Who started something says nothing of what it is to its parent; every other word does.</summary>
    public const string Sql = "case when coalesce(e.trigger_kind, 'manual') in ('manual', 'agent', 'scheduled', 'child') then 'child' else e.trigger_kind end";

    /// <summary>The same for one trigger.</summary>
    public static string Of(string? trigger) => trigger is null or "manual" or "agent" or "scheduled" ? Child : trigger;
}
