using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Hosts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace IntentEngine.Messaging.Transports;

/// <summary>From commit to effect, over any transport.</summary>
public abstract class DeliveryConformance(Transport transport)
{
    private readonly Guid _organization = Guid.NewGuid();
    private readonly Guid _work = Guid.NewGuid();

    private MessagingHost Host => transport.Host;

    [Fact]
    public async Task A_committed_command_has_its_effect_and_its_fact_is_heard()
    {
        await Host.Order(_organization, _work);

        await Host.Heard.Hears(_work);
        (await Effects()).ShouldBe(1);
        Host.Heard.Of(_work).Single().Organization.ShouldBe(_organization.ToString());
    }

    [Fact]
    public async Task Confirmed_messages_leave_the_outbox()
    {
        await Host.Order(_organization, _work);
        await Host.Heard.Hears(_work);

        await Eventually.Holds(async () => await Host.Database.Count(_organization, "outbox") == 0, "the outbox to be empty");
    }

    [Fact]
    public async Task A_message_that_arrives_three_times_has_one_effect()
    {
        var message = Guid.NewGuid();
        var command = new DoWork { OrganizationId = _organization, Work = _work };
        foreach (var _ in Enumerable.Range(0, 3)) await Host.Deliver(command, message);

        await Host.Heard.Hears(_work);
        var unit = Host.Database.Begin(_organization);
        var last = Guid.NewGuid();
        unit.Publish(new WorkDone { OrganizationId = _organization, Work = last });
        await unit.CommitAsync();
        await Host.Heard.Hears(last);

        (await Effects()).ShouldBe(1);
        Host.Heard.Of(_work).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_failed_change_would_have_sent_is_not_sent()
    {
        var unit = Host.Database.Begin(_organization).AddFailing();
        unit.Send(DoWork.Queue, new DoWork { OrganizationId = _organization, Work = _work });
        await Should.ThrowAsync<Npgsql.PostgresException>(() => unit.CommitAsync());
        var later = Guid.NewGuid();
        await Host.Order(_organization, later);

        await Host.Heard.Hears(later);
        Host.Heard.Of(_work).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_until_it_has_passed()
    {
        var attempts = 0;
        Host.Script.For(_work, (_, effect) => Interlocked.Increment(ref attempts) switch
        {
            1 => throw new Npgsql.NpgsqlException("connection lost", new IOException("reset")),
            2 => throw new Npgsql.PostgresException("the database system is shutting down", "FATAL", "FATAL", "57P01"),
            3 => throw new TimeoutException(),
            4 => throw new Database.ConcurrencyException("lost the race"),
            5 => throw new InvalidOperationException("wrapped", new TimeoutException()),
            _ => effect(),
        });

        await Host.Order(_organization, _work);

        await Host.Heard.Hears(_work);
        attempts.ShouldBe(6);
        (await Host.Database.CountAll($"parked where organization_id = '{_organization}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Many_messages_are_on_their_way_at_once()
    {
        const int Many = 100;
        await using var host = await MessagingHost.StartAsync(await transport.NewSetupAsync());
        using var all = new CountdownEvent(Many);
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Each send waits until all of them have begun: sent one after the other, the first would wait for ever.
        host.Sends.Before = context =>
        {
            if (context.DestinationAddress!.AbsolutePath.EndsWith(DoWork.Queue, StringComparison.Ordinal) && all.Signal()) open.SetResult();
            return open.Task;
        };
        var unit = host.Database.Begin(_organization);
        var works = Enumerable.Range(0, Many).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var work in works) unit.Send(DoWork.Queue, new DoWork { OrganizationId = _organization, Work = work });

        await unit.CommitAsync();

        await open.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Eventually.Holds(() => Task.FromResult(host.Heard.Count(works) == Many), "all facts");
    }

    [Fact]
    public async Task The_trace_of_the_change_goes_with_its_message()
    {
        using var listener = new System.Diagnostics.ActivityListener { ShouldListenTo = s => s.Name is "tests" or "MassTransit", Sample = (ref _) => System.Diagnostics.ActivitySamplingResult.AllData };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        using var source = new System.Diagnostics.ActivitySource("tests");
        string trace;
        using (var activity = source.StartActivity("change"))
        {
            trace = activity!.TraceId.ToString();
            await Host.Order(_organization, _work);
        }

        await Host.Heard.Hears(_work);
        Host.Heard.Of(_work).Single().Trace.ShouldBe(trace);
    }

    [Fact]
    public async Task No_fault_message_tells_the_world_about_an_exception()
    {
        await using var host = await MessagingHost.StartAsync(await transport.NewSetupAsync());
        host.Script.Throw(_work, () => new InvalidOperationException("secret"));

        await host.Order(_organization, _work);
        await Eventually.Holds(async () => await host.Database.CountAll("parked") == 1, "the message to be parked");
        // A foreign sender may not redirect what we answer, either.
        var other = Guid.NewGuid();
        host.Script.Throw(other, () => new InvalidOperationException("secret"));
        await host.Deliver(DoWork.Queue, System.Text.Encoding.UTF8.GetBytes($$"""{"organization_id":"{{_organization}}","work":"{{other}}"}"""), context =>
        {
            context.MessageId = Guid.NewGuid();
            context.Headers.Set(MessageHeaders.MessageType, MessageName.Urn<DoWork>());
            context.Headers.Set(MessageHeaders.ResponseAddress, host.Bus.Address.ToString());
            context.Headers.Set(MessageHeaders.FaultAddress, new Uri(host.Bus.Address, WorkDone.Queue).ToString());
        });

        await Eventually.Holds(async () => await host.Database.CountAll("parked") == 2, "the message to be parked");
        host.Sends.Types.ShouldAllBe(type => !type.Contains("Fault", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_is_bound_when_start_returns()
    {
        // Without a sweeper, what is published too early on an empty broker never arrives.
        await using var host = await MessagingHost.StartAsync(await transport.NewSetupAsync() with { Sweeps = false });

        await host.Order(_organization, _work);

        await host.Heard.Hears(_work);
    }

    [Fact]
    public void Nothing_is_scheduled_but_by_the_outbox() => Host.Services.GetService(typeof(IMessageScheduler)).ShouldBeNull();

    [Fact]
    public void Nothing_is_told_to_the_makers_of_the_bus() =>
        ((IOptions<UsageTelemetryOptions>)Host.Services.GetService(typeof(IOptions<UsageTelemetryOptions>))!).Value.Enabled.ShouldBeFalse();

    private Task<long> Effects() => Host.Database.Count(_organization, "effects");
}

public sealed class InMemoryDeliveryTests(InMemoryTransport transport) : DeliveryConformance(transport), IClassFixture<InMemoryTransport>;

public sealed class RabbitMqDeliveryTests(RabbitMqTransport transport) : DeliveryConformance(transport), IClassFixture<RabbitMqTransport>;
