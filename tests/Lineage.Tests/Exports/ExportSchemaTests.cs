using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Lineage.OpenLineage;
using Shouldly;

namespace IntentEngine.Lineage.Exports;

/// <summary>Exports keep to the schemas that their formats publish, whatever things are called.</summary>
public sealed class ExportSchemaTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(100);

    private const string Told = """
        {"eventType":"START","eventTime":"2026-01-01T00:00:00Z","run":{"runId":"0190a1b2-c3d4-7000-8000-000000000000","facets":{
        "parent":{"_producer":"urn:a","_schemaURL":"urn:b","run":{"runId":"0190a1b2-c3d4-7000-8000-000000000001"},"job":{"namespace":"n","name":"above"},"root":{"run":{"runId":"0190a1b2-c3d4-7000-8000-000000000002"},"job":{"namespace":"n","name":"top"}}},
        "errorMessage":{"_producer":"urn:a","_schemaURL":"urn:b","message":"no","programmingLanguage":"C#"}}},
        "job":{"namespace":"n","name":"this"},"inputs":[{"namespace":"n","name":"in"}],"outputs":[],"producer":"urn:intent-engine","schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json"}
        """;

    private const string Document = """
        {"prefix":{"ie":"urn:x:"},"agent":{"ie:o":{"prov:type":{"$":"prov:Organization","type":"prov:QUALIFIED_NAME"}}},"activity":{"ie:a":{"prov:label":"a"}},"entity":{"ie:e":{}},
        "used":{"_:u0":{"prov:activity":"ie:a","prov:entity":"ie:e"}},"wasInformedBy":{"_:i0":{"prov:informed":"ie:a","prov:informant":"ie:a"}}}
        """;

    [Fact]
    public void Every_prov_document_keeps_to_the_schema_of_the_submission() =>
        Check.One(Many, Prop.ForAll(HostileGraph.Any(), graph => ExportSchema.Prov.Faults(ProvExport.Write(graph)).ShouldBeEmpty()));

    [Fact]
    public void Every_openlineage_event_keeps_to_the_schemas_of_the_specification() =>
        Check.One(Many, Prop.ForAll(HostileGraph.Any(), graph =>
        {
            foreach (var told in JsonNode.Parse(OpenLineageExport.Write(graph))!.AsArray()) ExportSchema.EventFaults(told!.ToJsonString()).ShouldBeEmpty();
        }));

    [Theory]
    [InlineData("\"used\"", "\"uses\"")]
    [InlineData("\"wasInformedBy\"", "\"wasEndedBy\"")]
    [InlineData("\"prov:entity\"", "\"prov:entities\"")]
    [InlineData("\"prov:informant\":\"ie:a\"", "\"prov:informant\":5")]
    [InlineData("{\"_:i0\":{\"prov:informed\":\"ie:a\",\"prov:informant\":\"ie:a\"}}", "[]")]
    [InlineData("\"$\"", "\"value\"")]
    [InlineData("\"prov:label\":\"a\"", "\"prov:label\":{\"deep\":1}")]
    [InlineData("\"prov:label\":\"a\"", "\"prov:label\":null")]
    public void The_schema_of_the_submission_finds_what_is_wrong(string right, string wrong)
    {
        ExportSchema.Prov.Faults(Document).ShouldBeEmpty();
        ExportSchema.Prov.Faults(Replaced(Document, right, wrong)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("START", "BEGIN")]
    [InlineData("2026-01-01T00:00:00Z", "noon")]
    [InlineData("0190a1b2-c3d4-7000-8000-000000000000", "run-1")]
    [InlineData("\"name\":\"this\"", "\"title\":\"this\"")]
    [InlineData("\"name\":\"in\"", "\"name\":5")]
    [InlineData("\"outputs\":[]", "\"outputs\":{}")]
    [InlineData("\"producer\":\"urn:intent-engine\",", "")]
    [InlineData("\"parent\":{\"_producer\":\"urn:a\",", "\"parent\":{")]
    [InlineData("\"message\":\"no\",", "")]
    [InlineData("\"programmingLanguage\":\"C#\"", "\"programmingLanguage\":7")]
    [InlineData("0190a1b2-c3d4-7000-8000-000000000001", "run-2")]
    [InlineData("0190a1b2-c3d4-7000-8000-000000000002", "run-3")]
    [InlineData("\"name\":\"above\"", "\"title\":\"above\"")]
    [InlineData(",\"job\":{\"namespace\":\"n\",\"name\":\"top\"}", "")]
    public void The_schemas_of_the_specification_find_what_is_wrong(string right, string wrong)
    {
        ExportSchema.EventFaults(Told).ShouldBeEmpty();
        ExportSchema.EventFaults(Replaced(Told, right, wrong)).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_schemas_judge_events_of_other_projects_as_those_do()
    {
        foreach (var file in Fixture.Of("events-valid")) ExportSchema.Event.Faults(Fixture.Text(file)).ShouldBeEmpty(file);
        foreach (var file in (string[])["events-invalid/event_no_run_id.json", "events-invalid/marquez_422_job_name_null.json", "events-lenient/marquez_event_without_schema_url.json"])
            ExportSchema.Event.Faults(Fixture.Text(file)).ShouldNotBeEmpty(file);
    }

    [Theory, InlineData("OpenLineage"), InlineData("ParentRunFacet"), InlineData("ErrorMessageRunFacet")]
    public void The_schemas_of_the_specification_use_no_word_that_the_older_draft_does_not_know(string name) => CheckWords(ExportSchema.Draft4(name));

    private static readonly HashSet<string> Words =
    [
        "$schema", "$id", "description", "example", "type", "properties", "required", "allOf", "anyOf", "oneOf", "not", "items", "additionalProperties", "enum", "format", "definitions",
    ];

    private static void CheckWords(JsonObject schema)
    {
        // What stands beside a reference counts in the newer draft alone.
        if (schema.ContainsKey("$ref")) schema.Select(word => word.Key).ShouldBeSubsetOf(["$ref", "description"]);
        else schema.Select(word => word.Key).ShouldBeSubsetOf(Words);
        foreach (var (word, value) in schema)
        {
            if (word is "properties" or "definitions")
                foreach (var (_, named) in value!.AsObject()) CheckWords(named!.AsObject());
            else if (value is JsonObject inner) CheckWords(inner);
            else if (word is "allOf" or "anyOf" or "oneOf")
                foreach (var one in value!.AsArray()) CheckWords(one!.AsObject());
        }
    }

    private static string Replaced(string text, string right, string wrong)
    {
        text.ShouldContain(right);
        return text.Replace(right, wrong, StringComparison.Ordinal);
    }
}
