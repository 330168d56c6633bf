using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Creation;

/// <summary>Refused input is explained and writes nothing.</summary>
public sealed class BadInputTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Theory]
    [InlineData("""{}""", "intent_type")]
    [InlineData("""{"intent_type":"Parse"}""", "intent_type")]
    [InlineData("""{"intent_type":7}""", "intent_type")]
    [InlineData("""{"intent_type":"parse","surprise":1}""", "surprise")]
    [InlineData("""{"intent_type":"parse","context":[]}""", "context")]
    [InlineData("""{"intent_type":"parse","context":{"a":"\u0000"}}""", "context")]
    [InlineData("""{"intent_type":"parse","context":{"a":"\ud800"}}""", "context")]
    [InlineData("""{"intent_type":"parse","context":{"a":1e200000}}""", "context")]
    [InlineData("""{"intent_type":"parse","intent_id":"a/b"}""", "intent_id")]
    [InlineData("""{"intent_type":"parse","target_artifact_id":""}""", "target_artifact_id")]
    [InlineData("""{"intent_type":"parse","target_artifact_id":"\u0000"}""", "target_artifact_id")]
    [InlineData("""{"intent_type":"parse","session_id":"x"}""", "session_id")]
    [InlineData("""{"intent_type":"parse","owner":"workflows"}""", "completion_token")]
    [InlineData("""{"intent_type":"parse","owner":"strangers","completion_token":"t"}""", "owner")]
    [InlineData("""{"intent_type":"parse","on_conflict":"fight"}""", "on_conflict")]
    [InlineData("""{"intent_type":"parse","created_by":"somebody-else"}""", "created_by")]
    [InlineData("""[]""", "")]
    [InlineData("""{""", "")]
    public async Task A_create_request_that_breaks_a_rule_is_a_400_that_names_the_field(string body, string field)
    {
        var refused = (await _organization.Post("/api/intents", body)).ShouldBe(HttpStatusCode.BadRequest);

        refused.Body.ToString().ShouldContain(field);
        (await _organization.Written()).ShouldBe(0);
    }

    [Theory]
    [InlineData("claim", """{}""", "worker")]
    [InlineData("claim", """{"worker":" "}""", "worker")]
    [InlineData("claim", """{"worker":"w","execution_id":""}""", "execution_id")]
    [InlineData("complete", """{}""", "execution_id")]
    [InlineData("complete", """{"execution_id":"e","result":[1]}""", "result")]
    [InlineData("fail", """{"execution_id":"e"}""", "error")]
    [InlineData("fail", """{"execution_id":"e","error":""}""", "error")]
    [InlineData("release", """{"execution":"e"}""", "execution")]
    [InlineData("claim", """{"worker":"w","lease_seconds":0}""", "lease_seconds")]
    [InlineData("heartbeat", """{}""", "execution_id")]
    [InlineData("heartbeat", """{"execution_id":"e"}""", "lease_seconds")]
    [InlineData("heartbeat", """{"execution_id":"e","lease_seconds":-1}""", "lease_seconds")]
    [InlineData("heartbeat", """{"execution_id":"e","lease_seconds":86401}""", "lease_seconds")]
    [InlineData("heartbeat", """{"execution_id":"e","lease_seconds":"60"}""", "lease_seconds")]
    public async Task A_worker_that_breaks_a_rule_is_told_the_field(string verb, string body, string field)
    {
        var id = await _organization.Create();
        var written = await _organization.Written();

        (await _organization.Ask(id, verb, body, "worker")).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

        (await _organization.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task A_context_of_more_than_64_KiB_is_refused_and_a_body_of_a_megabyte_is_not_read()
    {
        (await _organization.Post("/api/intents", new { intent_type = "parse", context = new { text = new string('x', 70_000) } })).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["context"]);
        (await _organization.Post("/api/intents", new { intent_type = "parse", context = new { text = new string('x', 1_000_000) } })).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        (await _organization.Written()).ShouldBe(0);
    }

    [Theory]
    [InlineData("?status=running", "status")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?offset=-1", "offset")]
    [InlineData("?session_id=x", "session_id")]
    [InlineData("?created_by=%00", "created_by")]
    [InlineData("?status=pending,running", "status")]
    [InlineData("?status=", "status")]
    [InlineData("?type=", "type")]
    [InlineData("?type=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u", "type")]
    [InlineData("?context=hybrid", "context")]
    [InlineData("?context=[1]", "context")]
    [InlineData("?context=%7B%7D", "context")]
    [InlineData("?context=%7B%22a%22:%7B%22b%22:[]%7D%7D", "context")]
    [InlineData("?context=%7B%22a%22:%22%5Cu0000%22%7D", "context")]
    [InlineData("?context=%7B%22a%22:1e200000%7D", "context")]
    [InlineData("?created_from=yesterday", "created_from")]
    [InlineData("?created_from=2026-01-02T00:00:00Z&created_to=2026-01-01T00:00:00Z", "created_to")]
    [InlineData("?updated_from=2026-01-01T00:00:00Z&updated_to=2026-01-01T00:00:00Z", "updated_to")]
    [InlineData("?cursor=made-up", "cursor")]
    [InlineData("?offset=10001", "offset")]
    public async Task A_list_that_makes_no_sense_is_refused(string query, string field) =>
        (await _organization.Get($"/api/intents{query}")).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

    [Theory]
    [InlineData("")]
    [InlineData("/claim")]
    [InlineData("/complete")]
    [InlineData("/fail")]
    [InlineData("/release")]
    [InlineData("/heartbeat")]
    [InlineData("/cancel")]
    [InlineData("/retry")]
    public async Task Unknown_and_impossible_ids_are_404(string verb)
    {
        foreach (var id in new[] { "nobody", "a%20b", new string('x', 300) })
        {
            var answer = verb.Length == 0
                ? await _organization.Get($"/api/intents/{id}")
                : await _organization.Ask(id, verb[1..], BodyOf(verb), verb is "/cancel" or "/retry" ? "member" : "worker");
            answer.ShouldBe(HttpStatusCode.NotFound);
        }

        (await _organization.Written()).ShouldBe(0);
    }

    private static object? BodyOf(string verb) => verb switch
    {
        "/claim" => new { worker = "w" },
        "/cancel" => new { reason = "r" },
        "/fail" => new { execution_id = "e", error = "x" },
        "/retry" => null,
        "/heartbeat" => new { execution_id = "e", lease_seconds = 60 },
        _ => new { execution_id = "e" },
    };
}
