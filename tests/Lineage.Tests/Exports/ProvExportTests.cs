using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Lineage.OpenLineage;
using Shouldly;

namespace IntentEngine.Lineage.Exports;

/// <summary>What the schema of PROV-JSON does not ask: names that are names, times, and relations between things that are there.</summary>
public sealed partial class ProvExportTests
{
    [Fact]
    public void Everything_has_a_name_of_its_own_and_relations_are_between_what_is_named() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(HostileGraph.Any(), graph =>
        {
            var prov = JsonNode.Parse(ProvExport.Write(graph))!.AsObject();

            var activities = Names(prov, "activity");
            var entities = Names(prov, "entity");
            activities.Count.ShouldBe(graph.Executions.Count);
            entities.Count.ShouldBe(graph.Datasets.Count);
            foreach (var name in activities.Concat(entities).Concat(Names(prov, "agent"))) QualifiedName().IsMatch(name).ShouldBeTrue(name);
            Ends(prov, "used", "prov:activity").ShouldBeSubsetOf(activities);
            Ends(prov, "used", "prov:entity").ShouldBeSubsetOf(entities);
            Ends(prov, "wasGeneratedBy", "prov:activity").ShouldBeSubsetOf(activities);
            Ends(prov, "wasGeneratedBy", "prov:entity").ShouldBeSubsetOf(entities);
            Ends(prov, "wasDerivedFrom", "prov:generatedEntity").ShouldBeSubsetOf(entities);
            Ends(prov, "wasDerivedFrom", "prov:usedEntity").ShouldBeSubsetOf(entities);
            Ends(prov, "wasInformedBy", "prov:informed").ShouldBeSubsetOf(activities);
            Ends(prov, "wasInformedBy", "prov:informant").ShouldBeSubsetOf(activities);
            // The schema means to check times and does not: it misses the word "properties".
            foreach (var (_, activity) in prov["activity"]!.AsObject())
                foreach (var name in (string[])["prov:startTime", "prov:endTime"])
                    if (activity![name] is { } time) DateTimeOffset.ParseExact(time.GetValue<string>(), "yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture).Year.ShouldBe(2026);
        }));

    [Fact]
    public void Datasets_whose_namespace_and_name_are_the_same_one_after_the_other_stay_apart()
    {
        NodeName[] names = [new("a-b", "c"), new("a", "b-c"), new("a%2Db", "c"), new("", "a-b-c"), new("intent-engine", "a"), new("intent", "engine-a"), new("x", "."), new("x", "%2E")];

        var prov = JsonNode.Parse(ProvExport.Write(Of(names)))!.AsObject();

        Names(prov, "entity").Count.ShouldBe(names.Length);
    }

    [Fact]
    public void Types_are_names_and_not_texts()
    {
        var prov = JsonNode.Parse(ProvExport.Write(Of([new("n", "d")])))!;

        prov["agent"]!.AsObject().Single().Value!["prov:type"]!.ToJsonString().ShouldBe("""{"$":"prov:Organization","type":"prov:QUALIFIED_NAME"}""");
        prov["entity"]!.AsObject().Single().Value!["prov:type"]!.ToJsonString().ShouldBe("""{"$":"ie:a%20type","type":"prov:QUALIFIED_NAME"}""");
    }

    private static ExportGraph Of(NodeName[] datasets) => new()
    {
        OrganizationId = Guid.Empty,
        Executions = [],
        Datasets = [.. datasets.Select(name => new ExportGraph.Dataset(name, "a type", "READY"))],
        Used = [],
        Generated = [],
        Derived = [],
        Complete = true,
    };

    private static List<string> Names(JsonObject prov, string part) => [.. (prov[part]?.AsObject() ?? []).Select(one => one.Key)];

    private static IEnumerable<string> Ends(JsonObject prov, string relation, string end) => (prov[relation]?.AsObject() ?? []).Select(one => one.Value![end]!.GetValue<string>());

    // PROV-N, QUALIFIED_NAME: of what its local part may hold, what we write.
    [GeneratedRegex(@"^ie:[a-z]+-([A-Za-z0-9._~-]|%[0-9A-F]{2})*\z(?<!\.)")]
    private static partial Regex QualifiedName();
}
