using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using IntentEngine.Contracts;

namespace IntentEngine.Architecture.Messages;

public sealed class OutsideTopologyTests
{
    [Fact]
    public void Commands_are_admitted_and_facts_are_shown()
    {
        OutsideTopology.Admitted.ShouldNotBeEmpty();
        OutsideTopology.Admitted.ShouldAllBe(type => ContractTypes.Queue(type) != null);
        OutsideTopology.Shown.ShouldNotBeEmpty();
        OutsideTopology.Shown.ShouldAllBe(type => ContractTypes.Queue(type) == null);
    }

    [Fact]
    public void Every_message_that_crosses_names_its_organization() =>
        OutsideTopology.Admitted.Concat(OutsideTopology.Shown).Where(type => !NamesItsOrganization(type)).ShouldBeEmpty();

    [Fact]
    public void A_message_of_nobody_is_caught() => NamesItsOrganization(typeof(Contracts.Lineage.RecordLineage)).ShouldBeFalse();

    [Fact]
    public void Nothing_shown_holds_an_owner_s_secret_token() =>
        OutsideTopology.Shown.Where(type => ContractJson.Options.GetJsonSchemaAsNode(type)["properties"]!.AsObject().Any(p => p.Key.Contains("token"))).ShouldBeEmpty();

    private static bool NamesItsOrganization(Type type) =>
        ContractJson.Options.GetJsonSchemaAsNode(type)["required"] is JsonArray required && required.Any(name => name!.GetValue<string>() == "organization_id");
}
