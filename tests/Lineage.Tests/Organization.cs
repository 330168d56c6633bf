using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;
using Npgsql;
using Shouldly;

namespace IntentEngine.Lineage;

/// <summary>One organization's view of the service: tells facts, asks over HTTP, looks into the tables.</summary>
internal sealed class Organization(LineageHost host, Guid id)
{
    public Guid Id => id;

    public ExecutionFact Execution(string executionId, int sequence = 1, string status = "completed", string? parent = null, string? correlation = null, string trigger = "manual", int at = 0) => new()
    {
        FactId = NameBasedGuid.Create(id, $"{executionId}/{sequence}/{status}/{parent}/{correlation}/{trigger}/{at}"),
        OrganizationId = id,
        ExecutionId = executionId,
        Sequence = sequence,
        Status = status,
        At = Moment(at + sequence),
        StartedAt = Moment(at),
        CorrelationId = correlation,
        ParentExecutionId = parent,
        TriggerKind = trigger,
        Name = "test.step",
    };

    public ArtifactFact Artifact(string artifactId, int sequence = 1, string state = "READY", int at = 0, params string[] parents) => new()
    {
        FactId = NameBasedGuid.Create(id, $"{artifactId}/{sequence}/{state}/{at}/{string.Join(',', parents)}"),
        OrganizationId = id,
        ArtifactId = artifactId,
        ArtifactType = "document",
        LifecycleState = state,
        Sequence = sequence,
        At = Moment(at + sequence),
        DerivationIntent = "test.step",
        DerivationRunId = "execution-1",
        ParentArtifacts = parents,
    };

    public static DateTimeOffset Moment(int seconds) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds);

    public Task RecordAsync(params ExecutionFact[] facts) => RecordAsync(new RecordLineage { Executions = facts });

    public Task RecordAsync(params ArtifactFact[] facts) => RecordAsync(new RecordLineage { Artifacts = facts });

    public Task RecordAsync(RecordLineage batch) => host.Service<LineageProjector>().RecordAsync(batch, Guid.NewGuid(), CancellationToken.None);

    public async Task<T> GetAsync<T>(string path)
    {
        using var answer = await SendAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options))!;
    }

    /// <summary>A refusal: its status and its detail, which must be problem details.</summary>
    public async Task<(HttpStatusCode Status, string Detail)> RefusalAsync(string path)
    {
        using var answer = await SendAsync(path);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", $"{(int)answer.StatusCode} for {path}");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, problem.GetProperty("detail").GetString()!);
    }

    /// <summary>The first column of the first row, read under the organization's row-level security.</summary>
    public Task<T> ScalarAsync<T>(string sql, params NpgsqlParameter[] parameters) =>
        host.Service<LineageDatabase>().ReadAsync(id, sql, parameters, async reader =>
        {
            (await reader.ReadAsync()).ShouldBeTrue();
            return await reader.GetFieldValueAsync<T>(0);
        }, CancellationToken.None);

    /// <summary>Everything known of the organization, as one text that two organizations can be compared by.</summary>
    public Task<string> TablesAsync() => ScalarAsync<string>("""
        select jsonb_pretty(jsonb_build_object(
            'executions', (select jsonb_agg(to_jsonb(t) - 'organization_id' - 'fact_id' - 'correlation_since' order by t.execution_id) from executions t),
            'events', (select jsonb_agg(to_jsonb(t) - 'organization_id' - 'fact_id' - 'position' order by t.execution_id, t.sequence, t.data::text, t.at) from execution_events t),
            'artifact_events', (select jsonb_agg(to_jsonb(t) - 'organization_id' - 'fact_id' order by t.artifact_id, t.sequence, t.data::text, t.at) from artifact_events t),
            'artifacts', (select jsonb_agg(to_jsonb(t) - 'organization_id' - 'fact_id' order by t.artifact_id) from artifact_index t),
            'edges', (select jsonb_agg(to_jsonb(t) - 'organization_id' order by t.child, t.parent) from artifact_edge t)))
        """);

    /// <summary>Any answer to a request that changes something. Null body: none is sent.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, object? body = null, string role = "member", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null) request.Content = JsonContent.Create(body, options: ContractJson.Options);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(id, role));
        return host.Http.SendAsync(request);
    }

    private Task<HttpResponseMessage> SendAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(id));
        return host.Http.SendAsync(request);
    }
}
