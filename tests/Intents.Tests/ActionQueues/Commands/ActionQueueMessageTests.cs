using System.Diagnostics.Metrics;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Support;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>The same over the broker, where every message may come twice.</summary>
public sealed class ActionQueueMessageTests(QueueHost host)
{
    private readonly Settler _settler = new(host);

    [Fact]
    public async Task Every_message_delivered_twice_has_one_effect()
    {
        var execution = Guid.NewGuid();
        foreach (var send in (Func<Guid?, Task<Guid>>[])
        [
            id => _settler.Command(_settler.Wish("token-1", actions: 1), id),
            id => _settler.Command(new ClaimAction { OrganizationId = _settler.Organization, Subject = _settler.Name, Worker = "legs", ExecutionId = execution }, id),
            id => _settler.Command(new StartAction { OrganizationId = _settler.Organization, Subject = _settler.Name, ExecutionId = execution }, id),
            id => _settler.Command(new CompleteAction { OrganizationId = _settler.Organization, Subject = _settler.Name, ExecutionId = execution }, id),
        ])
            await send(await send(null));

        (await _settler.Heard(1)).ShouldBe(["work token-1 completed"]);
        (await _settler.Statuses()).ShouldBe(["completed"]);
        (await _settler.Count("parked")).ShouldBe(0);
        host.Told.Claimed.Where(claimed => claimed.OrganizationId == _settler.Organization).Select(claimed => claimed.ExecutionId).Distinct().ShouldBe([execution]);
    }

    [Fact]
    public async Task A_stale_duplicate_or_foreign_report_is_acknowledged_and_counted()
    {
        var stale = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == ActionQueueMetrics.MeterName && instrument.Name == "stale_tokens_total") l.EnableMeasurementEvents(instrument); };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref stale, value));
        listener.Start();
        await _settler.Command(_settler.Wish("token-1"));
        var execution = await _settler.Claim();

        await _settler.Command(new CompleteAction { OrganizationId = _settler.Organization, Subject = _settler.Name, ExecutionId = Guid.NewGuid() });
        await _settler.Command(new CompleteAction { OrganizationId = Guid.NewGuid(), Subject = _settler.Name, ExecutionId = execution });
        await _settler.Command(new CompleteAction { OrganizationId = _settler.Organization, Subject = _settler.Name, ExecutionId = execution });
        await _settler.Command(new FailAction { OrganizationId = _settler.Organization, Subject = _settler.Name, ExecutionId = execution, Reason = "late" });

        (await _settler.Heard(1)).ShouldBe(["work token-1 completed"]);
        // The one of another organization than its header's is parked, not stale.
        Interlocked.Read(ref stale).ShouldBeGreaterThanOrEqualTo(2);
        (await _settler.Count("parked")).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_for_an_unknown_owner_is_parked_and_nothing_is_written()
    {
        await _settler.Command(_settler.Wish("token-1", "strangers"));

        (await _settler.Count("parked")).ShouldBe(1);
        (await _settler.Count("action_queue_log")).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_read_is_parked_and_what_has_nothing_to_do_is_rejected()
    {
        await _settler.Command(_settler.Wish("token-1") with { Subject = "" });
        await _settler.Command(_settler.Wish("token-1") with { Owner = null });
        await _settler.Command(_settler.Wish("token-1") with { Actions = [JsonSerializer.SerializeToElement(1)] });
        await _settler.Command(_settler.Wish("token-1") with { OrganizationId = Guid.NewGuid() });
        await _settler.Command(_settler.Wish("token-1", actions: 0));

        (await _settler.Count("parked")).ShouldBe(4);
        (await _settler.Heard(1)).ShouldBe(["work token-1 rejected no_actions"]);
    }

    [Fact]
    public async Task Stopping_by_message_rejects_what_the_owner_has_there()
    {
        await _settler.Command(_settler.Wish("a"));
        await _settler.Command(_settler.Wish("b", "needs"));
        await _settler.Command(new StopSubject { OrganizationId = _settler.Organization, Subject = _settler.Name, Scope = StopScope.Unassign, Owner = "work", Reason = "fired" });

        (await _settler.Heard(1)).ShouldBe(["work a rejected fired"]);
        (await _settler.Statuses()).ShouldBe(["rejected", "running"]);
    }

    [Fact]
    public async Task An_old_rich_context_is_translated_once_and_its_domain_part_goes_to_the_owner()
    {
        var old = _settler.Wish("") with { Owner = null, CompletionToken = null, Context = JsonSerializer.SerializeToElement(new { kind = "need", needType = "hunger", planStep = 2 }) };
        await _settler.Command(old, await _settler.Command(old));

        await Eventually.Holds(() => Task.FromResult(Adopted().Length == 1), "the owner to be handed its record");
        var adopted = Adopted().ShouldHaveSingleItem();
        (adopted.Owner, adopted.Subject, adopted.Record.GetRawText()).ShouldBe(("needs", _settler.Name, """{"needType":"hunger","planStep":2}"""));
        (await _settler.Rows("select token || ' ' || owner from action_queues")).ShouldBe([$"{adopted.Token} needs"]);

        await _settler.DoOne();
        (await _settler.Heard(1)).ShouldBe([$"needs {adopted.Token} completed"]);
        Adopted().Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"kind":"romance"}""")]
    [InlineData("""{"step":1}""")]
    [InlineData("""[]""")]
    public async Task Any_other_context_is_parked(string context)
    {
        await _settler.Command(_settler.Wish("") with { Owner = null, CompletionToken = null, Context = JsonSerializer.Deserialize<JsonElement>(context) });
        await _settler.Command(_settler.Wish("token-1") with { Context = JsonSerializer.SerializeToElement(new { kind = "work" }) });

        (await _settler.Count("parked")).ShouldBe(2);
        (await _settler.Count("action_queue_log")).ShouldBe(0);
    }

    private AdoptExecution[] Adopted() => [.. host.Told.Adopted.Where(adopted => adopted.OrganizationId == _settler.Organization)];
}
