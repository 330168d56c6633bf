using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Contracts;

namespace IntentEngine.Architecture.Messages;

/// <summary>Messages on the wire outlive any release: names, properties and samples are frozen in <c>tests/Architecture/Contracts</c>.</summary>
public sealed class FrozenContractsTests
{
    private const string Folder = "tests/Architecture/Contracts";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. ContractTypes.All.Select(ContractTypes.EntityName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contract_is_what_it_was(string name)
    {
        var contract = ContractTypes.All.Single(type => ContractTypes.EntityName(type) == name);
        var shape = ContractShape.Of(contract);
        var path = $"{Folder}/{name}.json";
        // A breaking change fails even when files are written again: it needs a new .v2 record beside the old one.
        if (File.Exists(Path.Combine(Repository.Root, path))) ContractShape.BreakingChanges(JsonNode.Parse(Repository.Read(path))!.AsObject(), shape).ShouldBeEmpty();
        Generated.Check(path, shape.ToJsonString(Readable) + "\n");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_frozen_sample_is_still_read(string name)
    {
        var contract = ContractTypes.All.Single(type => ContractTypes.EntityName(type) == name);
        var frozen = JsonNode.Parse(Repository.Read($"{Folder}/{name}.json"))!["sample"]!;
        var read = JsonSerializer.Deserialize(frozen.ToJsonString(), contract, ContractJson.Options);
        JsonNode.DeepEquals(JsonNode.Parse(JsonSerializer.Serialize(read, contract, ContractJson.Options)), frozen).ShouldBeTrue();
    }

    [Fact]
    public void No_frozen_contract_disappears_and_names_are_unique()
    {
        var frozen = Repository.Files.Where(path => path.StartsWith(Folder + "/", StringComparison.Ordinal)).Select(path => Path.GetFileNameWithoutExtension(path)!);
        frozen.Except(Names.Select(row => row.Data)).ShouldBeEmpty();
        ContractTypes.All.Select(ContractTypes.EntityName).ShouldBeUnique();
        ContractTypes.All.Select(ContractTypes.Urn).ShouldBeUnique();
    }

    [Fact]
    public void A_removed_property_is_caught() => Changes("""{"properties":{"a":{"type":"string"}}}""", """{"properties":{}}""").ShouldBe(["$.a is gone"]);

    [Fact]
    public void A_retyped_property_is_caught() =>
        Changes("""{"properties":{"a":{"type":"string"}}}""", """{"properties":{"a":{"type":"integer"}}}""").ShouldBe(["$.a.type was \"string\" and is \"integer\""]);

    [Fact]
    public void A_new_required_property_is_caught() =>
        Changes("""{"properties":{}}""", """{"properties":{"b":{"type":"string"}},"required":["b"]}""").ShouldBe(["$.b is required now; only optional properties may be added"]);

    [Fact]
    public void A_change_inside_a_list_is_caught() =>
        Changes("""{"properties":{"a":{"items":{"properties":{"x":{}}}}}}""", """{"properties":{"a":{"items":{"properties":{}}}}}""").ShouldBe(["$.a[].x is gone"]);

    [Fact]
    public void A_renamed_exchange_is_caught() =>
        ContractShape.BreakingChanges(Shape("a.v1", "{}"), Shape("b.v1", "{}")).ShouldBe(["entity_name was a.v1 and is b.v1"]);

    [Fact]
    public void A_new_optional_property_passes() => Changes("""{"properties":{}}""", """{"properties":{"b":{"type":["string","null"]}}}""").ShouldBeEmpty();

    private static IEnumerable<string> Changes(string before, string after) => ContractShape.BreakingChanges(Shape("a.v1", before), Shape("a.v1", after));

    private static JsonObject Shape(string name, string schema) => new() { ["entity_name"] = name, ["message_urn"] = "urn", ["queue"] = null, ["schema"] = JsonNode.Parse(schema) };
}
