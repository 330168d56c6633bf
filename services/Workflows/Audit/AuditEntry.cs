using IntentEngine.Workflows.Saga;

namespace IntentEngine.Workflows.Audit;

/// <summary>One row of <c>intent_audit_log</c> to be: who did what.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Actor">Who.</param>
/// <param name="Details">What, as JSON; keys and secrets never go here.</param>
public sealed record AuditEntry(string Action, Actor Actor, object Details);
