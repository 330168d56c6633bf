using System.Text;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Audit;

public sealed class AuditHashTests
{
    private static readonly AuditedAction Sample = new()
    {
        OrganizationId = Guid.Parse("00000000-0000-0000-0000-00000000000a"),
        Entry = 7,
        IntentId = "i-1",
        Version = 2,
        Action = "IntentStatusChanged",
        FromStatus = "active",
        ToStatus = "executing",
        Reason = "Intent started: \"né\"",
        Actor = "somebody",
        At = GraphSample.Start.AddTicks(1_234_560),
    };

    [Fact]
    public void The_canonical_form_is_sorted_and_without_blanks() => Encoding.UTF8.GetString(AuditHash.Canonical(Sample)).ShouldBe(
        """{"action":"IntentStatusChanged","actor":"somebody","at":"2026-03-01T08:00:00.123456Z","entry":7,"from_status":"active","intent_id":"i-1","organization_id":"00000000-0000-0000-0000-00000000000a","reason":"Intent started: \"né\"","to_status":"executing","triggering_action_id":null,"version":2}""");

    [Fact]
    public void Every_field_counts()
    {
        var changed = new[]
        {
            Sample with { Entry = 8 }, Sample with { IntentId = "i-2" }, Sample with { Version = 3 }, Sample with { Action = "IntentArchived" }, Sample with { FromStatus = null }, Sample with { ToStatus = "failed" },
            Sample with { Reason = "" }, Sample with { Actor = "else" }, Sample with { TriggeringActionId = "t" }, Sample with { At = Sample.At.AddTicks(10) }, Sample with { OrganizationId = Guid.Empty },
        };

        changed.Append(Sample).Select(a => Convert.ToHexString(AuditHash.Of(a))).ShouldBeUnique();
    }

    [Fact]
    public void The_first_hash_has_no_predecessor() => AuditHash.Chain(null, [1, 2]).ShouldBe(System.Security.Cryptography.SHA256.HashData([1, 2]));
}
