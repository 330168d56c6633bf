using System.Text;

namespace IntentEngine.Messaging.CloudEvents;

public sealed class StructuredEventTests
{
    private const string Attributes = """ "specversion":"1.0","id":"7","source":"/crm","type":"intents.create.v1" """;

    [Fact]
    public void Data_is_the_message_and_the_attributes_stand_beside_it()
    {
        var read = Read($$"""{ {{Attributes}}, "datacontenttype":"application/json; charset=utf-8", "time":"2026-01-01T00:00:00Z", "ieextra":1, "data":{"a":"ß"} }""");
        (read.Id, read.Source, read.Type).ShouldBe(("7", "/crm", "intents.create.v1"));
        Encoding.UTF8.GetString(read.Data!).ShouldBe("""{"a":"ß"}""");
    }

    [Fact]
    public void Data_may_be_bytes() => Read($$"""{ {{Attributes}}, "data_base64":"e30=" }""").Data.ShouldBe("{}"u8.ToArray());

    [Fact]
    public void The_same_id_of_two_sources_is_two_events()
    {
        var one = Read($$"""{ {{Attributes}}, "data":{} }""");
        one.MessageId.ShouldBe(Read($$"""{ {{Attributes}}, "data":{"other":"body"} }""").MessageId);
        one.MessageId.ShouldNotBe((one with { Source = "/erp" }).MessageId);
        one.MessageId.ShouldNotBe((one with { Id = "8" }).MessageId);
    }

    [Theory]
    [InlineData("", "Expected JSON")]
    [InlineData("{", "Expected JSON")]
    [InlineData("[]", "Expected a JSON object")]
    [InlineData("null", "Expected a JSON object")]
    [InlineData("""{"specversion":"0.3","id":"7","source":"/crm","type":"t","data":{}}""", "Expected specversion 1.0; came '0.3'.")]
    [InlineData("""{"id":"7","source":"/crm","type":"t","data":{}}""", "Expected specversion 1.0; came none.")]
    [InlineData("""{"specversion":"1.0","source":"/crm","type":"t","data":{}}""", "Expected the CloudEvents attribute id")]
    [InlineData("""{"specversion":"1.0","id":7,"source":"/crm","type":"t","data":{}}""", "Expected text as id")]
    [InlineData("""{"specversion":"1.0","id":"\ud800","source":"/crm","type":"t","data":{}}""", "Expected valid Unicode as id")]
    [InlineData("""{"specversion":"1.0","id":"7","source":" ","type":"t","data":{}}""", "Expected the CloudEvents attribute source")]
    [InlineData("""{"specversion":"1.0","id":"7","source":"/crm","data":{}}""", "Expected the CloudEvents attribute type")]
    [InlineData("""{"specversion":"1.0","id":"7","source":"/crm","type":"t"}""", "Expected the message as a JSON object in data")]
    [InlineData("""{"specversion":"1.0","id":"7","source":"/crm","type":"t","data":[1]}""", "Expected the message as a JSON object in data")]
    [InlineData("""{"specversion":"1.0","id":"7","source":"/crm","type":"t","data_base64":"%"}""", "Expected the message as a JSON object in data")]
    [InlineData("""{"specversion":"1.0","id":"7","source":"/crm","type":"t","datacontenttype":"text/xml","data":{}}""", "Expected datacontenttype application/json")]
    public void What_is_no_event_says_what_was_expected(string body, string reason) =>
        Should.Throw<NotACloudEventException>(() => Read(body)).Message.ShouldStartWith(reason);

    [Fact]
    public void An_attribute_has_a_longest_length() => Should.Throw<NotACloudEventException>(() =>
        Read($$"""{"specversion":"1.0","id":"{{new string('x', 513)}}","source":"/crm","type":"t","data":{} }""")).Message.ShouldContain("came 513 characters");

    [Fact]
    public void Nesting_has_a_limit() => Should.Throw<NotACloudEventException>(() => Read($$"""{ {{Attributes}}, "data":{"a":{{new string('[', 40)}}{{new string(']', 40)}} } }"""));

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("APPLICATION/JSON", true)]
    [InlineData("application/vnd.crm+json", true)]
    [InlineData("application/xml", false)]
    [InlineData("", false)]
    public void Media_types_of_JSON_are_known(string type, bool isJson) => StructuredEvent.IsJson(type).ShouldBe(isJson);

    private static CloudEvent Read(string body) => StructuredEvent.Read(Encoding.UTF8.GetBytes(body));
}
