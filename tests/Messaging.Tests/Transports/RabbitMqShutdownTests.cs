using IntentEngine.Messaging.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Messaging.Transports;

public sealed class RabbitMqShutdownTests(RabbitMqTransport transport) : IClassFixture<RabbitMqTransport>
{
    [Fact]
    public async Task Work_interrupted_by_the_process_stopping_goes_back_to_its_queue()
    {
        var (organization, work) = (Guid.NewGuid(), Guid.NewGuid());
        var setup = await transport.NewSetupAsync();
        await using (var stopping = await MessagingHost.StartAsync(setup))
        {
            var begun = new TaskCompletionSource();
            var stop = stopping.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            stopping.Script.For(work, async (_, _) =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            });
            await stopping.Order(organization, work);
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }

        await using var next = await MessagingHost.StartAsync(setup);

        await next.Heard.Hears(work);
        (await next.Database.Count(organization, "effects")).ShouldBe(1);
        (await next.Database.CountAll("parked")).ShouldBe(0);
    }
}
