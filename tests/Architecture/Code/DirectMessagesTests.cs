using MassTransit;

namespace IntentEngine.Architecture.Code;

public sealed class DirectMessagesTests
{
    [Fact]
    public void Only_Messaging_sends_to_the_broker()
    {
        var assemblies = AssemblyCalls.OfProduct.Where(file => Path.GetFileName(file) != "IntentEngine.Messaging.dll").ToArray();
        assemblies.Length.ShouldBeGreaterThan(7);
        assemblies.SelectMany(file => DirectMessages.In(AssemblyCalls.Of(file)).Select(call => $"{Path.GetFileName(file)}: {call}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MassTransit.IPublishEndpoint", "Publish")]
    [InlineData("MassTransit.ISendEndpointProvider", "GetSendEndpoint")]
    [InlineData("MassTransit.ConsumeContext", "RespondAsync")]
    public void Sending_around_the_outbox_is_caught(string type, string member) =>
        DirectMessages.In(AssemblyCalls.Of(typeof(DirectMessagesTests).Assembly.Location)).ShouldContain(call => call.Type == type && call.Member == member);

    // What a service must not do; never called.
    internal static async Task Offend(ConsumeContext<string> context, IPublishEndpoint publisher)
    {
        await publisher.Publish("fact");
        await context.RespondAsync("reply");
        await context.GetSendEndpoint(new Uri("queue:x"));
    }
}
