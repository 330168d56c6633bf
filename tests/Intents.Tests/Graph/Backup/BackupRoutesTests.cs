using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Postgres;
using IntentEngine.Intents.Hosts;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Backup;

public sealed class BackupRoutesTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);
    private readonly PostgresGraphStore _store = new(host.Database);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_takes_a_backup_and_restores_it()
    {
        await _store.CommitAsync(_organization.Id, Creates(Full("full"), Intent("b")) with { Edges = [Edge("b", "full", weight: 0.5)] }, Cancel);
        var backup = await Backup();
        await _store.CommitAsync(_organization.Id, new GraphChanges { Deletes = ["b"], Creates = [Intent("c"), Intent("d")] }, Cancel);

        var restored = await _organization.Post("/api/intent-graph/restore", backup, "admin");

        restored.ShouldBe(HttpStatusCode.OK);
        (restored["intents"], restored["edges"], restored["removed"]).ShouldBe(("2", "1", "2"));
        WithoutTime(await Backup()).ShouldBe(WithoutTime(backup));
        (await _store.HistoryAsync(_organization.Id, "c", Cancel)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(h => h.Action.ShouldBe("IntentRemoved"), h => h.Actor.ShouldBe("some-admin"));
    }

    [Fact]
    public async Task A_backup_is_a_file_and_holds_one_organization_alone()
    {
        await _store.CommitAsync(_organization.Id, Creates(Intent("mine")), Cancel);
        var other = new Organization(host);
        await _store.CommitAsync(other.Id, Creates(Intent("theirs")), Cancel);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/intent-graph/backup") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.Issue("admin", _organization.Id, "a", TimeSpan.FromMinutes(5))) } };
        using var answer = await host.Http.SendAsync(request, Cancel);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Content.Headers.ContentDisposition!.FileName!.ShouldStartWith("intent-graph-");
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["intents"]!.AsObject().Select(i => i.Key).ShouldBe(["mine"]);

        (await _organization.Post("/api/intent-graph/restore", """{"version":"1.0","timestamp":1,"intents":{},"edges":[]}""", "admin")).ShouldBe(HttpStatusCode.OK);
        (await _store.ListAsync(_organization.Id, new GraphFilter(), Cancel)).ShouldBeEmpty();
        (await _store.ListAsync(other.Id, new GraphFilter(), Cancel)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("member")]
    [InlineData("content_manager")]
    [InlineData("worker")]
    public async Task Nobody_else_may(string role)
    {
        (await _organization.Get("/api/intent-graph/backup", role)).ShouldBe(HttpStatusCode.Forbidden);
        (await _organization.Get("/api/intent-graph/storage", role)).ShouldBe(HttpStatusCode.Forbidden);
        (await _organization.Post("/api/intent-graph/restore", "{}", role)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"version":"2.0","timestamp":1,"intents":{},"edges":[]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"version":"1.1","timestamp":1,"intents":{},"edges":[{"from":"a","to":"b","edge_type":"depends_on"}]}""", HttpStatusCode.UnprocessableEntity)]
    public async Task A_bad_backup_is_refused_and_changes_nothing(string body, HttpStatusCode status)
    {
        await _store.CommitAsync(_organization.Id, Creates(Intent("kept")), Cancel);

        (await _organization.Post("/api/intent-graph/restore", body, "admin")).ShouldBe(status);
        (await _store.ListAsync(_organization.Id, new GraphFilter(), Cancel)).ShouldHaveSingleItem();
        (await _store.ExportHistoryAsync(_organization.Id, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_backup_larger_than_an_ordinary_body_is_taken_up_to_the_limit()
    {
        await _store.CommitAsync(_organization.Id, Creates([.. Enumerable.Range(0, 300).Select(i => Intent($"i{i}", goal: new string('g', 4000)))]), Cancel);
        var backup = await Backup();
        backup.Length.ShouldBeGreaterThan(1024 * 1024);
        (await _organization.Post("/api/intent-graph/restore", backup, "admin")).ShouldBe(HttpStatusCode.OK);

        using var tooLarge = new HttpRequestMessage(HttpMethod.Post, "/api/intent-graph/restore") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", host.Tokens.Issue("admin", _organization.Id, "a", TimeSpan.FromMinutes(5))), ExpectContinue = true } };
        tooLarge.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        tooLarge.Content.Headers.ContentLength = 65 * 1024 * 1024;
        var answer = await Should.ThrowAsync<Exception>(async () =>
        {
            using var refused = await host.Http.SendAsync(tooLarge, Cancel);
            refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            throw new HttpRequestException("refused");
        });
        answer.ShouldBeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task The_storage_is_told()
    {
        var storage = (await _organization.Get("/api/intent-graph/storage", "admin")).ShouldBe(HttpStatusCode.OK);

        (storage["storage_mode"], storage["configured_backend"], storage["degraded"], storage["reason"], storage["fault"]).ShouldBe(("postgres", "postgres", "False", null, null));
        (await Answer.Of(await host.Http.GetAsync("/health/ready", Cancel))).Body.GetProperty("checks").EnumerateArray()
            .Single(c => c.GetProperty("name").GetString() == "intents-graph").GetProperty("description").GetString().ShouldBe("storage_mode: postgres");
    }

    private async Task<string> Backup() => (await _organization.Get("/api/intent-graph/backup", "admin")).ShouldBe(HttpStatusCode.OK).Body.GetRawText();

    private static string WithoutTime(string backup)
    {
        var json = JsonNode.Parse(backup)!;
        json["timestamp"] = 0;
        return json.ToJsonString();
    }
}
