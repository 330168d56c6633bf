using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Messages;

/// <summary>The commands of the queue <c>intents</c>; the same tests run over each transport.</summary>
public abstract class IntentCommandTests
{
    private readonly Organization _organization;
    private readonly Commands _commands;

    protected IntentCommandTests(IntentsHost host)
    {
        _organization = new Organization(host);
        _commands = new Commands(_organization);
    }

    [Fact]
    public async Task An_article_job_goes_from_wish_to_completion_by_messages_alone()
    {
        await _organization.Send(_commands.Create());
        await _organization.Settle();
        _organization.Ready.ShouldHaveSingleItem().IntentType.ShouldBe("generate_article");

        await _organization.Send(_commands.Claim());
        await _organization.Settle();
        var claimed = _organization.Claimed.ShouldHaveSingleItem();
        (claimed.Worker, claimed.ExecutionId, claimed.CorrelationId, claimed.ParentExecutionId).ShouldBe(("articles", "execution-1", "run-1", "step-9"));
        claimed.Context.GetProperty("subtopic").GetString().ShouldBe("crm pricing");

        await _organization.Send(_commands.Complete());
        await _organization.Settle();
        var told = _organization.Reported.ShouldHaveSingleItem();
        (told.Owner, told.Token, told.Outcome, told.Reason).ShouldBe(("workflows", "token-1", CompletionOutcome.Completed, null));
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed", "intent_completed"]);
        (await _organization.Rows("select distinct actor_id from intent_audit_log order by 1")).ShouldBe(["articles", "execution:execution-1", "workflows"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_message_delivered_twice_has_one_effect()
    {
        foreach (var command in new object[] { _commands.Create(), _commands.Claim(), _commands.Complete() })
        {
            var delivery = await _commands.Deliver(command);
            await _commands.Deliver(command, delivery);
        }

        await _organization.Settle();
        (_organization.Ready.Count, _organization.Claimed.Count, _organization.Reported.Count).ShouldBe((1, 1, 1));
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed", "intent_completed"]);
        (await _organization.Count("inbox")).ShouldBe(3);
        (await _organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task An_owner_that_lost_word_asks_again_and_is_told_the_present_state()
    {
        await _organization.Send(_commands.Create());
        await _organization.Send(_commands.Create());
        await _organization.Send(_commands.Claim());
        await _organization.Send(_commands.Create());
        await _organization.Send(_commands.Claim());
        await _organization.Send(_commands.Complete());
        await _organization.Send(_commands.Complete());
        await _organization.Send(_commands.Create());

        await _organization.Settle();
        (_organization.Ready.Count, _organization.Claimed.Count, _organization.Reported.Count).ShouldBe((2, 3, 2));
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed", "intent_completed"]);
    }

    [Fact]
    public async Task Of_fifty_racing_claims_one_wins()
    {
        await _organization.Send(_commands.Create());

        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => _organization.Send(_commands.Claim($"execution-{i}"))));

        await _organization.Settle();
        _organization.Claimed.Count.ShouldBe(1);
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed"]);
        (await _organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_reason_cut_to_what_can_be_kept()
    {
        await _organization.Send(_commands.Create());
        await _organization.Send(_commands.Claim());
        await _organization.Send(new FailIntent { OrganizationId = _organization.Id, IntentId = "article-1", ExecutionId = "execution-1", Error = new string('x', 5000) });

        await _organization.Settle();
        var told = _organization.Reported.ShouldHaveSingleItem();
        (told.Outcome, told.Reason!.Length).ShouldBe((CompletionOutcome.Failed, 2000));
    }

    [Fact]
    public async Task Cancelling_tells_the_owner_and_ends_nothing_twice()
    {
        await _organization.Send(_commands.Create());
        await _organization.Send(new CancelIntent { OrganizationId = _organization.Id, IntentId = "article-1", Reason = "workflow cancelled" });
        await _organization.Send(new CancelIntent { OrganizationId = _organization.Id, IntentId = "article-1", Reason = "workflow cancelled" });
        await _organization.Send(_commands.Claim());
        await _organization.Send(_commands.Complete());

        await _organization.Settle();
        var told = _organization.Reported.ShouldHaveSingleItem();
        (told.Outcome, told.Reason).ShouldBe((CompletionOutcome.Rejected, "workflow cancelled"));
        _organization.Claimed.ShouldBeEmpty();
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_cancelled"]);
        (await _organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task A_cancellation_that_overtakes_its_intent_still_cancels_it()
    {
        await _organization.Send(new CancelIntent { OrganizationId = _organization.Id, IntentId = "article-1", Reason = "workflow cancelled" });
        await _organization.Send(_commands.Create());
        await _organization.Send(_commands.Claim());
        await _organization.Send(_commands.Create());

        await _organization.Settle();
        (_organization.Ready.Count, _organization.Claimed.Count).ShouldBe((0, 0));
        _organization.Reported.Select(told => (told.Token, told.Outcome, told.Reason)).Distinct().ShouldBe([("token-1", CompletionOutcome.Rejected, "workflow cancelled")]);
        (await _organization.Rows("select status || ' ' || intent_type || ' ' || target_artifact_id || ' ' || created_by from intent_executions")).ShouldBe(["cancelled generate_article subtopic-1 workflows"]);
        (await _organization.Audit()).ShouldBe(["intent_cancelled", "intent_created"]);
    }

    [Fact]
    public async Task A_cancellation_that_races_its_intent_is_never_lost()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).SelectMany(i => new Task[]
        {
            _organization.Send(_commands.Create() with { IntentId = $"article-{i}", CompletionToken = $"token-{i}" }),
            _organization.Send(new CancelIntent { OrganizationId = _organization.Id, IntentId = $"article-{i}", Reason = "workflow cancelled" }),
        }));

        await _organization.Settle();
        (await _organization.Rows("select distinct status from intent_executions")).ShouldBe(["cancelled"]);
        _organization.Reported.Select(told => told.Token).ShouldBe(Enumerable.Range(1, 20).Select(i => $"token-{i}"), ignoreOrder: true);
        (await _organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task Reports_of_others_and_late_ones_are_ignored()
    {
        await _organization.Send(_commands.Create());
        await _organization.Send(_commands.Complete());
        await _organization.Send(_commands.Claim());
        await _organization.Send(_commands.Complete("execution-2"));
        await _organization.Send(_commands.Complete());
        await _organization.Send(new FailIntent { OrganizationId = _organization.Id, IntentId = "article-1", ExecutionId = "execution-1", Error = "late" });
        await _organization.Send(new CancelIntent { OrganizationId = _organization.Id, IntentId = "article-1", Reason = "late" });

        await _organization.Settle();
        _organization.Reported.ShouldHaveSingleItem().Outcome.ShouldBe(CompletionOutcome.Completed);
        (await _organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task Messages_do_not_supersede_each_other()
    {
        await _organization.Send(_commands.Create());
        await _organization.Send(_commands.Create() with { IntentId = "article-1-again" });

        (await _organization.Rows("select intent_id || ' ' || status from intent_executions order by 1")).ShouldBe(["article-1 pending", "article-1-again pending"]);
    }
}

/// <summary>In one process.</summary>
public sealed class MemoryIntentCommandTests(IntentsHost host) : IntentCommandTests(host);

/// <summary>Over RabbitMQ.</summary>
public sealed class RabbitIntentCommandTests(RabbitHost host) : IntentCommandTests(host), IClassFixture<RabbitHost>;
