using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Creation;

public sealed class PostIntentTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task A_new_intent_waits_and_is_announced()
    {
        var created = (await _organization.Post("/api/intents", new { intent_id = "parse_file-1", intent_type = "parse_content", target_artifact_id = "file-1", context = new { ingestion_profile = "hybrid" }, session_id = Guid.Empty }))
            .ShouldBe(HttpStatusCode.Created);

        created.Location!.ToString().ShouldBe("/api/intents/parse_file-1");
        (created["status"], created["created_by"]).ShouldBe(("pending", "some-member"));
        created["correlation_id"].ShouldNotBeNull();
        var read = await _organization.Get(created.Location.ToString());
        read.Body.GetProperty("context").GetProperty("ingestion_profile").GetString().ShouldBe("hybrid");
        (read["created_at"], read["updated_at"]).ShouldBe((created["created_at"], created["updated_at"]));
        (await _organization.Rows("select actor_id || ' ' || action || ' ' || coalesce(from_status, '-') || ' ' || to_status || ' ' || host(ip_address) || ' ' || user_agent from intent_audit_log"))
            .ShouldBe(["some-member intent_created - pending 127.0.0.1 intents-tests/1.0"]);
        await _organization.Settle();
        _organization.Ready.ShouldHaveSingleItem().IntentType.ShouldBe("parse_content");
    }

    [Fact]
    public async Task Repeating_an_id_announces_what_it_is_now_and_changes_nothing()
    {
        var body = new { intent_id = "i-1", intent_type = "generate_article", owner = "workflows", completion_token = "token-of-i-1" };
        await _organization.Post("/api/intents", body);
        (await _organization.Post("/api/intents", body)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("pending");
        await _organization.Claim("i-1");
        (await _organization.Post("/api/intents", body)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("in_progress");
        await _organization.Complete("i-1");
        (await _organization.Post("/api/intents", body)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("completed");

        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed", "intent_completed"]);
        await _organization.Settle();
        (_organization.Ready.Count, _organization.Claimed.Count, _organization.Reported.Count).ShouldBe((2, 2, 2));
    }

    [Theory]
    [InlineData("""{"intent_id":"i-1","intent_type":"parse_content","target_artifact_id":"a"}""", "intent_type")]
    [InlineData("""{"intent_id":"i-1","intent_type":"generate_article","target_artifact_id":"b"}""", "target_artifact_id")]
    [InlineData("""{"intent_id":"i-1","intent_type":"generate_article","target_artifact_id":"a","owner":"workflows","completion_token":"t"}""", "completion_token")]
    public async Task An_id_that_means_something_else_is_refused(string body, string difference)
    {
        await _organization.Post("/api/intents", """{"intent_id":"i-1","intent_type":"generate_article","target_artifact_id":"a"}""");
        var written = await _organization.Written();

        (await _organization.Post("/api/intents", body)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldContain(difference);

        (await _organization.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task The_newer_supersedes_what_waits_for_the_same_target_and_its_owner_learns_it()
    {
        var older = await _organization.Create("article-1", owner: "workflows");
        var otherType = await _organization.Create("article-1", type: "parse_content");
        var otherTarget = await _organization.Create("article-2");

        var newer = await _organization.Create("article-1");

        (await _organization.StatusOf(older)).ShouldBe("cancelled");
        foreach (var waiting in new[] { otherType, otherTarget, newer }) (await _organization.StatusOf(waiting)).ShouldBe("pending");
        (await _organization.Rows($"select action from intent_audit_log where intent_id = '{older}' order by audit_id")).ShouldBe(["intent_created", "intent_superseded"]);
        await _organization.Settle();
        var told = _organization.Reported.ShouldHaveSingleItem();
        (told.Outcome, told.Reason).ShouldBe((CompletionOutcome.Rejected, "superseded"));
    }

    [Fact]
    public async Task What_is_in_progress_is_not_superseded()
    {
        var older = await _organization.Create("article-1");
        await _organization.Claim(older);

        await _organization.Create("article-1");

        (await _organization.StatusOf(older)).ShouldBe("in_progress");
    }

    [Fact]
    public async Task Intents_without_a_target_do_not_supersede_each_other()
    {
        var older = await _organization.Create();
        await _organization.Create();

        (await _organization.StatusOf(older)).ShouldBe("pending");
    }

    [Fact]
    public async Task Reject_refuses_the_newer_and_allow_keeps_both()
    {
        var older = await _organization.Create("article-1");

        var refused = (await _organization.Post("/api/intents", new { intent_type = "generate_article", target_artifact_id = "article-1", on_conflict = "reject" })).ShouldBe(HttpStatusCode.Conflict);
        refused["intent_id"].ShouldBe(older);
        (await _organization.Post("/api/intents", new { intent_type = "generate_article", target_artifact_id = "article-1", on_conflict = "allow" })).ShouldBe(HttpStatusCode.Created);

        (await _organization.StatusOf(older)).ShouldBe("pending");
        (await _organization.Get("/api/intents?status=pending"))["total"].ShouldBe("2");
    }

    [Fact]
    public async Task Of_twenty_racing_for_one_target_one_waits_and_the_rest_are_superseded()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _organization.Create("article-1")));

        (await _organization.Get("/api/intents?status=pending"))["total"].ShouldBe("1");
        (await _organization.Get("/api/intents?status=cancelled"))["total"].ShouldBe("19");
        (await _organization.Audit()).Count.ShouldBe(20 + 19);
    }

    [Fact]
    public async Task Who_creates_for_a_target_waits_for_whoever_is_creating_for_it()
    {
        var rival = Lifecycle.Sample.In(Lifecycle.IntentStatus.Pending) with { OrganizationId = _organization.Id, IntentId = "rival" };
        await using var connection = await host.Database.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Run(connection, OrganizationSetting.Sql, _organization.Id.ToString());
        await Run(connection, IntentSql.LockTarget, IntentSql.TurnOf(rival));
        await Run(connection, $"insert into intent_executions (tenant_id, intent_id, intent_type, target_artifact_id) values ('{_organization.Id}', 'rival', '{rival.IntentType}', '{rival.TargetArtifactId}')");

        var creating = _organization.Create(rival.TargetArtifactId, type: rival.IntentType);
        using (var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5)))
            while (!creating.IsCompleted && !await SomebodyWaits(host)) await pause.WaitForNextTickAsync();
        await transaction.CommitAsync();
        var newer = await creating;

        (await _organization.Rows("select intent_id from intent_executions where status = 'pending'")).ShouldBe([newer]);
    }

    [Fact]
    public async Task A_request_that_comes_twice_at_once_has_one_answer_even_where_the_second_meets_the_first()
    {
        var wanted = Lifecycle.Sample.In(Lifecycle.IntentStatus.Pending) with { OrganizationId = _organization.Id };
        await using var connection = await host.Database.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Run(connection, IntentSql.LockTarget, IntentSql.TurnOf(wanted));
        Task<Answer> Create() => _organization.Post("/api/intents", new { intent_type = wanted.IntentType, target_artifact_id = wanted.TargetArtifactId, on_conflict = "reject" }, key: "one-key");

        Task<Answer>[] twice = [Create(), Create()];
        await Support.Eventually.Holds(async () => await Waiting(host) >= 2, "both wait for the turn of the target");
        await transaction.CommitAsync();
        var answers = await Task.WhenAll(twice);

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        answers.Select(answer => answer["intent_id"]).Distinct().ShouldHaveSingleItem();
        (await _organization.Audit()).ShouldBe(["intent_created"]);
    }

    [Fact]
    public async Task Of_twenty_racing_with_one_id_one_creates_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _organization.Post("/api/intents", new { intent_id = "i-1", intent_type = "generate_article", target_artifact_id = "a" })));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(19);
        (await _organization.Audit()).ShouldBe(["intent_created"]);
    }

    private static async Task<bool> SomebodyWaits(IntentsHost host) => await Waiting(host) > 0;

    private static async Task<long> Waiting(IntentsHost host)
    {
        await using var owner = NpgsqlDataSource.Create(host.Connections.Migrator);
        await using var command = owner.CreateCommand("select count(*) from pg_locks where locktype = 'advisory' and not granted");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, params string[] texts)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var text in texts) command.Parameters.Add(Parameter.Text(text));
        await command.ExecuteNonQueryAsync();
    }
}
