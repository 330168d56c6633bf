using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;
using Shouldly;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>An OpenLineage client and a Marquez reader of one organization.</summary>
internal sealed class Client(LineageHost host, Organization organization)
{
    public static Client Of(LineageHost host) => new(host, host.NewOrganization());

    public Organization Organization => organization;

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string path = "/api/v1/lineage", bool packed = false)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var content = new ByteArrayContent(packed ? Packed(bytes) : bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (packed) content.Headers.ContentEncoding.Add("gzip");
        return await PostAsync(content, path);
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpContent content, string path = "/api/v1/lineage")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(organization.Id));
        using var answer = await host.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task AcceptAsync(params IEnumerable<string> events)
    {
        foreach (var body in events)
        {
            var (status, answer) = await PostAsync(body);
            status.ShouldBe(HttpStatusCode.Created, answer);
            answer.ShouldBeEmpty();
        }
    }

    /// <summary>Without HTTP: read and recorded as the route does, many in one transaction.</summary>
    public async Task RecordAsync(params IEnumerable<string> events) =>
        await host.Service<EventStore>().RecordAsync(organization.Id, [.. events.Select(body => EventReader.Read(Encoding.UTF8.GetBytes(body)))], CancellationToken.None);

    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await AskAsync(path);
        status.ShouldBe(HttpStatusCode.OK, $"{path}: {body}");
        return JsonNode.Parse(body)!;
    }

    public async Task<(HttpStatusCode Status, string Body)> AskAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(organization.Id));
        using var answer = await host.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The nodes of a graph by id.</summary>
    public async Task<Dictionary<string, JsonNode>> GraphAsync(string nodeId, string more = "") =>
        (await GetAsync($"/api/v1/lineage?nodeId={Uri.EscapeDataString(nodeId)}{more}"))["graph"]!.AsArray().ToDictionary(node => (string)node!["id"]!, node => node!);

    /// <summary>All that follows from events, as one text that two organizations can be compared by.</summary>
    public Task<string> TablesAsync() => organization.ScalarAsync<string>("""
        select concat_ws(E'\n',
            (select string_agg((to_jsonb(t) - 'organization_id' - 'fact_id' - 'correlation_since')::text, E'\n' order by t.execution_id) from executions t),
            (select string_agg(concat_ws('|', t.run_id, t.job_id, t.declared, t.own, t.has_io, t.first_at, t.last_at, t.started_at, t.ended_at, t.doc::jsonb), E'\n' order by t.run_id) from openlineage_runs t),
            (select string_agg(concat_ws('|', t.namespace, t.name, t.created_at, t.updated_at, t.doc::jsonb), E'\n' order by t.job_id) from openlineage_jobs t),
            (select string_agg(concat_ws('|', t.namespace, t.name, t.created_at, t.updated_at, t.doc::jsonb), E'\n' order by t.dataset_id) from openlineage_datasets t),
            (select string_agg(concat_ws('|', t.namespace, t.created_at, t.updated_at), E'\n' order by t.namespace) from openlineage_namespaces t),
            (select string_agg(concat_ws('|', t.run_id, t.io, t.dataset_id, t.began_at, t.ended_at, t.version_id, t.doc::jsonb), E'\n' order by t.run_id, t.io, t.dataset_id) from openlineage_io t),
            (select string_agg(concat_ws('|', t.job_id, t.io, t.dataset_id, t.ordered_at), E'\n' order by t.job_id, t.io, t.dataset_id) from openlineage_job_io t),
            (select string_agg(concat_ws('|', t.dataset_id, t.told_by, t.stamp, t.facet::jsonb), E'\n' order by t.dataset_id, t.told_by) from openlineage_columns t),
            (select string_agg(concat_ws('|', t.dataset_id, t.told_by, t.source_id), E'\n' order by t.dataset_id, t.told_by, t.source_id) from openlineage_column_sources t),
            (select string_agg(encode(t.event_hash, 'hex'), E'\n' order by t.event_hash) from openlineage_events t))
        """);

    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
