namespace IntentEngine.Messaging.CloudEvents;

public sealed class CloudEventHeadersTests
{
    [Fact]
    public void A_type_is_the_message_s_frozen_name() => CloudEventHeaders.TypeOf("urn:message:intents:ended:v1").ShouldBe("intents.ended.v1");

    [Theory]
    [InlineData("intents.ended.v1")]
    [InlineData("urn:message:intents:ended:v1")]
    public void Both_names_of_a_type_are_understood(string type) => CloudEventHeaders.UrnOf(type).ShouldBe("urn:message:intents:ended:v1");

    [Fact]
    public void The_time_of_an_event_is_in_its_id()
    {
        var made = new DateTimeOffset(2026, 11, 20, 12, 30, 59, 123, TimeSpan.Zero);
        CloudEventHeaders.TimeOf(Guid.CreateVersion7(made)).ShouldBe(made);
    }

    [Fact]
    public void An_id_of_another_kind_tells_no_time() => CloudEventHeaders.TimeOf(Guid.NewGuid()).ShouldBeNull();
}
