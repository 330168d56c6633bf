using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Creation;

/// <summary>What is created at the same moment goes together, and each as if it had come alone.</summary>
public sealed class JointCreationTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task Many_at_once_are_all_created_each_with_its_audit_row_and_announcement()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => _organization.Post("/api/intents", new
        {
            intent_id = $"i-{i}",
            intent_type = "generate_article",
            context = new { number = i },
            priority = i % 7,
            session_id = Guid.NewGuid(),
            owner = "workflows",
            completion_token = $"t-{i}",
            correlation_id = $"c-{i}",
            parent_execution_id = $"p-{i}",
            not_before = i % 2 == 0 ? (DateTimeOffset?)null : new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero),
        })));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created);
        (await _organization.Rows("""
            select count(*) from intent_executions i join intent_audit_log a using (intent_id)
            where i.context ->> 'number' = substr(i.intent_id, 3) and i.completion_token = 't-' || substr(i.intent_id, 3) and i.correlation_id = 'c-' || substr(i.intent_id, 3)
              and i.priority = substr(i.intent_id, 3)::int % 7 and (i.not_before is null) = (substr(i.intent_id, 3)::int % 2 = 0) and i.session_id is not null
              and a.action = 'intent_created' and a.actor_id = 'some-member' and a.ip_address = '127.0.0.1' and a.user_agent = 'intents-tests/1.0' and a.details = '{}'
            """)).ShouldBe(["100"]);
        await _organization.Settle();
        _organization.Ready.Select(r => r.IntentId).ShouldBe(Enumerable.Range(0, 50).Select(i => $"i-{2 * i}"), ignoreOrder: true);
    }

    [Fact]
    public async Task An_id_that_comes_twice_at_once_is_created_once_and_spoils_nothing_for_others()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => _organization.Post("/api/intents", new { intent_id = $"i-{i % 30}", intent_type = "generate_article" })));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(30);
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(30);
        (await _organization.Rows("select count(*) || ' ' || count(distinct intent_id) from intent_audit_log where action = 'intent_created'")).ShouldBe(["30 30"]);
    }

    [Fact]
    public async Task An_id_that_means_something_else_is_refused_beside_others_that_are_new()
    {
        await _organization.Create(new { intent_id = "taken", intent_type = "parse_content" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => _organization.Post("/api/intents", new { intent_id = i == 5 ? "taken" : $"new-{i}", intent_type = "generate_article" })));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(9);
        answers[5].ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldContain("another intent_type");
    }

    [Fact]
    public async Task Organizations_that_create_at_the_same_moment_stay_apart()
    {
        var other = new Organization(host);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? _organization : other).Create(new { intent_id = $"i-{i / 2}", intent_type = "generate_article" })));

        foreach (var organization in new[] { _organization, other }) (await organization.Rows("select count(*) from intent_executions")).ShouldBe(["20"]);
    }
}
