using YamlDotNet.Serialization;

namespace IntentEngine.Architecture.Messages;

public sealed class AsyncApiTests
{
    [Fact]
    public void The_committed_document_is_what_the_contracts_say() => Generated.Check("docs/asyncapi.yaml", AsyncApi.Document());

    [Fact]
    public void Every_reference_in_the_document_leads_somewhere()
    {
        var document = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize<object>(AsyncApi.Document());
        var references = References(document).ToArray();
        references.Length.ShouldBeGreaterThan(ContractTypes.All.Count);
        references.Where(reference => !Resolves(document, reference)).ShouldBeEmpty();
    }

    [Fact]
    public void A_reference_to_nothing_is_caught() =>
        Resolves(new Dictionary<object, object> { ["channels"] = new Dictionary<object, object>() }, "#/channels/missing").ShouldBeFalse();

    private static IEnumerable<string> References(object? node) => node switch
    {
        Dictionary<object, object> map => map.SelectMany(p => p is { Key: "$ref", Value: string reference } ? [reference] : References(p.Value)),
        List<object> list => list.SelectMany(References),
        _ => [],
    };

    private static bool Resolves(object document, string reference)
    {
        object? node = document;
        foreach (var part in reference[2..].Split('/')) node = (node as Dictionary<object, object>)?.GetValueOrDefault(part);
        return node is not null;
    }
}
