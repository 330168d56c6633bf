using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Saga;

/// <summary>Step 9's work is done by others and comes back by token: each token counts once (seed 003 §7), whatever comes twice, late, or from strangers.</summary>
public sealed class DelegatedWorkTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Fact]
    public async Task Each_piece_is_an_intent_that_carries_owner_and_token()
    {
        var workflow = await _organization.AtArticles();

        await Eventually.Holds(() => Task.FromResult(Created().Count == 2), "two intents");

        var run = (await workflow.State()).Data.Run;
        Created().ShouldAllBe(i => i.Owner == "workflows" && i.CreatedBy == "workflows" && i.CorrelationId == workflow.Id.ToString() && i.ParentExecutionId == run.ToString());
        Created().Select(i => i.CompletionToken!).ShouldBe(await workflow.Tokens(), ignoreOrder: true);
        Created().Select(i => i.IntentId).ShouldBe([$"scripted_work:article-0:{run:N}", $"scripted_work:article-1:{run:N}"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_step_is_done_with_the_last_piece_even_when_some_failed()
    {
        _organization.Script.Pieces = 3;
        var workflow = await _organization.AtArticles();
        var tokens = await workflow.Tokens();

        await workflow.Settle(tokens[0], done: false);
        await workflow.Settle(tokens[1]);
        await Eventually.Holds(async () => (await workflow.Tokens()).Count == 1, "one piece left");
        (await workflow.View())["phase"].ShouldBe("delegating");
        await workflow.Settle(tokens[2], done: false);

        await workflow.Until("completed");
        (await workflow.Audit("work_settled")).Select(d => d.GetProperty("outstanding").GetInt32()).ShouldBe([2, 1, 0]);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task When_every_piece_failed_the_step_failed_and_force_retry_hands_out_new_work()
    {
        var workflow = await _organization.AtArticles();
        var first = await workflow.Tokens();
        foreach (var token in first) await workflow.Settle(token, done: false);
        await workflow.Until("failed", "failed");
        (await workflow.View())["end_reason"].ShouldBe("All 2 pieces of delegated work failed; the last one: scripted failure");
        await workflow.ShouldBeSound();

        (await workflow.Execute(9, force: true)).ShouldBe(HttpStatusCode.OK);
        await workflow.Until("delegating");
        foreach (var token in first) await workflow.Settle(token);
        var second = await workflow.Tokens();
        second.ShouldNotContain(token => first.Contains(token));
        foreach (var token in second) await workflow.Settle(token);

        await workflow.Until("completed");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_token_counts_once_and_strangers_count_never()
    {
        using var stale = new Counted(_organization.Host, "stale_tokens_total");
        var workflow = await _organization.AtArticles();
        var tokens = await workflow.Tokens();
        await workflow.Settle(tokens[0]);
        await Eventually.Holds(async () => (await workflow.Tokens()).Count == 1, "one piece left");
        await workflow.ShouldBeSound();
        var before = await _organization.Fingerprint();
        var rows = await _organization.AuditRows();

        await workflow.Settle(tokens[0]);
        await workflow.Settle(tokens[0], done: false);
        await workflow.Settle("never issued");
        await workflow.Settle(tokens[1], organizationId: Guid.NewGuid());
        await Eventually.Holds(() => Task.FromResult(stale.Total == 4), "four stale tokens");

        (await _organization.Fingerprint()).ShouldBe(before);
        (await _organization.AuditRows()).ShouldBe(rows);
        await workflow.Settle(tokens[1]);
        await workflow.Until("completed");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task The_same_completion_delivered_many_times_at_once_counts_once()
    {
        _organization.Script.Pieces = 5;
        var workflow = await _organization.AtArticles();
        var tokens = await workflow.Tokens();

        await Task.WhenAll(tokens.SelectMany(token => Enumerable.Range(0, 6).Select(_ => workflow.Settle(token))));

        await workflow.Until("completed");
        (await workflow.Audit()).Count(a => a == "work_settled").ShouldBe(5);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_step_that_hands_out_nothing_has_failed()
    {
        _organization.Script.Pieces = 0;
        var workflow = await _organization.AtSubtopics();

        await workflow.ApproveSubtopics();

        await workflow.Until("failed");
        (await workflow.View())["end_reason"]!.ShouldContain("must delegate at least one piece");
        await workflow.ShouldBeSound();
    }

    private IReadOnlyList<CreateIntent> Created() => _organization.Host.Heard.Of<CreateIntent>(m => m.OrganizationId == _organization.Id);
}
