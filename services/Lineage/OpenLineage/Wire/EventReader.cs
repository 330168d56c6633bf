using System.Text;
using System.Text.Json;
using static IntentEngine.Lineage.OpenLineage.Wire.EventFields;
using static IntentEngine.Lineage.OpenLineage.Wire.EventRefusal;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Reads one event, as leniently as Marquez: facets are other people's and pass unchecked, save the few that are read here.</summary>
internal static class EventReader
{
    // Of one list of one event; more would hold up all others of the organization.
    private const int MostDatasets = 10_000;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = OpenLineageJson.MostLevels };
    private static readonly IReadOnlyDictionary<string, JsonElement> None = new Dictionary<string, JsonElement>();

    /// <exception cref="EventRefusedException">It is not an event; the refusal says why.</exception>
    public static LineageEvent Read(ReadOnlyMemory<byte> json) => ReadCanonical(CanonicalJson.Of(json));

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static LineageEvent Read(JsonElement json) => ReadCanonical(CanonicalJson.Of(json));

    private static LineageEvent ReadCanonical(byte[] canonical)
    {
        var body = JsonElement.Parse(canonical, Reading);
        if (body.ValueKind != JsonValueKind.Object) throw Wrong("body", "an object", body);
        var time = Text(body, "eventTime", "eventTime") ?? throw Missing("eventTime", "a time");
        var common = new LineageEvent
        {
            Kind = KindOf(body),
            Time = EventTime.Parse(time) ?? throw new EventRefusedException(Unreadable("eventTime", $"expected a time between 1900 and 3000 such as 2026-01-31T12:00:00.000Z; came '{Shortened(time)}'.")),
            Type = Text(body, "eventType", "eventType")?.ToUpperInvariant(),
            Producer = Text(body, "producer", "producer") ?? throw Missing("producer", "a URI"),
            Hash = CanonicalJson.Hash(canonical),
            Body = Encoding.UTF8.GetString(canonical),
        };
        return common.Kind switch
        {
            EventKind.Run => ParentLink.Read(WithJob(WithRun(common, body), body)),
            EventKind.Job => WithJob(common, body),
            _ => common with { Dataset = DatasetOf(RequiredObject(body, "dataset", "dataset"), "dataset", "facets") },
        };
    }

    /// <summary>By the last segment of <c>schemaURL</c>; without one, by what it is about.</summary>
    private static EventKind KindOf(JsonElement body)
    {
        var schema = Text(body, "schemaURL", "schemaURL") ?? "";
        return schema[(schema.LastIndexOfAny(['/', '#']) + 1)..] switch
        {
            "RunEvent" => EventKind.Run,
            "JobEvent" => EventKind.Job,
            "DatasetEvent" => EventKind.Dataset,
            _ when Member(body, "run") is not null => EventKind.Run,
            _ when Member(body, "job") is not null => EventKind.Job,
            _ when Member(body, "dataset") is not null => EventKind.Dataset,
            _ => EventKind.Run,
        };
    }

    private static LineageEvent WithRun(LineageEvent common, JsonElement body)
    {
        var run = RequiredObject(body, "run", "run");
        var id = RequiredName(run, "runId", "run.runId");
        return common with { RunId = RunId.Of(id), SentRunId = id, RunFacets = Facets(run, "facets", "run.facets") };
    }

    private static LineageEvent WithJob(LineageEvent common, JsonElement body)
    {
        var job = RequiredObject(body, "job", "job");
        return common with
        {
            Job = Named(job, "job"),
            JobFacets = Facets(job, "facets", "job.facets"),
            Inputs = Datasets(body, "inputs", "inputFacets"),
            Outputs = Datasets(body, "outputs", "outputFacets"),
        };
    }

    private static LineageEvent.DatasetLink[] Datasets(JsonElement body, string name, string useFacets)
    {
        if (Member(body, name) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) throw Wrong(name, "a list of datasets", list);
        if (list.GetArrayLength() > MostDatasets) throw new EventRefusedException(Unreadable(name, $"expected at most {MostDatasets} datasets; came {list.GetArrayLength()}. Send several events of the run: they are united."));
        return [.. list.EnumerateArray().Select((item, index) => item.ValueKind switch
        {
            JsonValueKind.Object => DatasetOf(item, $"{name}[{index}]", useFacets),
            JsonValueKind.Null => throw Missing($"{name}[{index}]", "a dataset"),
            _ => throw Wrong($"{name}[{index}]", "a dataset", item),
        })];
    }

    private static LineageEvent.DatasetLink DatasetOf(JsonElement dataset, string path, string useFacets)
    {
        var facets = Facets(dataset, "facets", $"{path}.facets");
        if (facets.TryGetValue("schema", out var schema)) CheckSchema(schema, $"{path}.facets.schema");
        return new LineageEvent.DatasetLink(Named(dataset, path), facets, useFacets == "facets" ? None : Facets(dataset, useFacets, $"{path}.{useFacets}"));
    }

    /// <summary>Its fields are part of every answer about the dataset, so they must be fields.</summary>
    private static void CheckSchema(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object) throw new EventRefusedException(Incomplete(path, "expected an object with a list of fields."));
        if (Member(schema, "fields") is not { } fields) return;
        if (fields.ValueKind != JsonValueKind.Array || fields.EnumerateArray().Any(field =>
                field.ValueKind != JsonValueKind.Object || Member(field, "name") is not { ValueKind: JsonValueKind.String }))
            throw new EventRefusedException(Incomplete($"{path}.fields", "expected a list of fields, each with a name."));
    }

    private static string Shortened(string text) => text.Length <= 100 ? text : $"{text[..100]}…";
}
