using System.Net;
using IntentEngine.Intents.Hosts;
using Npgsql;

namespace IntentEngine.Intents.Isolation;

public sealed class IsolationTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);
    private readonly Organization _other = new(host);

    [Fact]
    public async Task Another_organization_finds_nothing_on_any_route()
    {
        var id = await _organization.CreateClaimed();
        var written = await _organization.Written();

        (await _other.Get($"/api/intents/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await _other.Get("/api/intents"))["total"].ShouldBe("0");
        (await _other.Post("/api/intent/pending/list", new { }))["total"].ShouldBe("0");
        foreach (var attempt in new[] { _other.Claim(id), _other.Complete(id), _other.Fail(id), _other.Release(id), _other.Cancel(id), _other.Retry(id) })
            (await attempt).ShouldBe(HttpStatusCode.NotFound);

        (await _organization.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task Two_organizations_may_choose_the_same_id()
    {
        foreach (var organization in new[] { _organization, _other })
            (await organization.Post("/api/intents", new { intent_id = "i-1", intent_type = "generate_article", target_artifact_id = "a" })).ShouldBe(HttpStatusCode.Created);

        await _other.Claim("i-1");

        (await _organization.StatusOf("i-1")).ShouldBe("pending");
    }

    [Fact]
    public async Task The_database_itself_shows_nothing_without_or_beyond_the_organization()
    {
        await _organization.Create();

        (await _other.Rows("select intent_id from intent_executions")).ShouldBeEmpty();
        (await _other.Rows("select action from intent_audit_log")).ShouldBeEmpty();
        await using var command = host.Database.App.CreateCommand("select (select count(*) from intent_executions) + (select count(*) from intent_audit_log)");
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task The_application_cannot_write_into_another_organization()
    {
        var id = await _organization.Create();
        var unit = host.Database.Begin(_other.Id);
        unit.Add($"update intent_executions set tenant_id = '{_other.Id}' where intent_id = '{id}'");
        unit.Add($"insert into intent_executions (tenant_id, intent_id, intent_type) values ('{_organization.Id}', 'planted', 'parse_content')");

        (await Should.ThrowAsync<PostgresException>(() => unit.CommitAsync())).SqlState.ShouldBe("42501");
    }

    [Theory]
    [InlineData("/claim", "member", HttpStatusCode.Forbidden)]
    [InlineData("/complete", "content_manager", HttpStatusCode.Forbidden)]
    [InlineData("/fail", "member", HttpStatusCode.Forbidden)]
    [InlineData("/release", "member", HttpStatusCode.Forbidden)]
    [InlineData("/cancel", "worker", HttpStatusCode.Forbidden)]
    [InlineData("/retry", "worker", HttpStatusCode.Forbidden)]
    [InlineData("/claim", "admin", HttpStatusCode.OK)]
    [InlineData("/claim", "worker", HttpStatusCode.OK)]
    public async Task Members_want_and_workers_work(string verb, string role, HttpStatusCode status)
    {
        var id = await _organization.Create();

        (await _organization.Ask(id, verb[1..], new { worker = "worker-1" }, role)).ShouldBe(status);
    }

    [Fact]
    public async Task Workers_read_but_do_not_create()
    {
        var id = await _organization.Create();

        (await _organization.Get($"/api/intents/{id}", "worker")).ShouldBe(HttpStatusCode.OK);
        (await _organization.Post("/api/intents", new { intent_type = "generate_article" }, "worker")).ShouldBe(HttpStatusCode.Forbidden);
        (await _organization.Post("/api/intent/pending/create", new { intent_type = "generate_article", target_artifact_id = "a" }, "worker")).ShouldBe(HttpStatusCode.Forbidden);
    }
}
