using System.Net;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Owners;

public sealed class OwnerRegistryTests(QueueHost host)
{
    private readonly Settler _settler = new(host);

    [Fact]
    public async Task Everybody_has_the_four_owners_of_the_seed() =>
        (await Get("/api/owners")).ShouldBe(HttpStatusCode.OK).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()).ShouldBe(["navigation", "needs", "work", "workflows"]);

    [Fact]
    public async Task Who_registers_is_told_on_its_queue()
    {
        (await Put("logistics", new { delivery = "queue" })).ShouldBe(HttpStatusCode.OK)["queue"].ShouldBe("completions-logistics");
        (await _settler.Enqueue("a", "logistics")).ShouldBe(HttpStatusCode.Created);
        await _settler.DoOne();

        (await _settler.Heard(1)).ShouldBe(["logistics a completed"]);
    }

    [Fact]
    public async Task Which_queue_it_is_depends_on_the_registration_alone()
    {
        await Put("carriers", new { delivery = "queue", queue = "completions-logistics" });
        await _settler.Enqueue("a", "carriers");
        await _settler.DoOne();

        (await _settler.Heard(1)).ShouldBe(["carriers a completed"]);
    }

    [Fact]
    public async Task A_registration_is_the_organizations_own()
    {
        await Put("logistics", new { delivery = "queue" });
        var other = new Settler(host);

        (await other.Enqueue("a", "logistics")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.Send(HttpMethod.Get, "/api/owners/logistics", null, "member")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_registration_with_work_enqueued_stays()
    {
        await Put("logistics", new { delivery = "queue" });
        await _settler.Enqueue("a", "logistics");
        (await Delete("logistics")).ShouldBe(HttpStatusCode.Conflict);
        await _settler.DoOne();

        (await Delete("logistics")).ShouldBe(HttpStatusCode.NoContent);
        (await Delete("logistics")).ShouldBe(HttpStatusCode.NotFound);
        (await Delete("work")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_administrators_register()
    {
        (await _settler.Send(HttpMethod.Put, "/api/owners/logistics", new { delivery = "queue" }, "content_manager")).ShouldBe(HttpStatusCode.Forbidden);
        (await _settler.Send(HttpMethod.Delete, "/api/owners/logistics", null, "worker")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("Logistics", """{"delivery":"queue"}""", "name")]
    [InlineData("workflows", """{"delivery":"queue"}""", "name")]
    [InlineData("logistics", """{"delivery":"queue","queue":"intents"}""", "queue")]
    [InlineData("logistics", """{"delivery":"queue","url":"https://example.com"}""", "url")]
    [InlineData("logistics", """{"delivery":"webhook"}""", "url")]
    [InlineData("logistics", """{"delivery":"webhook","url":"ftp://example.com"}""", "url")]
    [InlineData("logistics", """{"delivery":"webhook","url":"https://me:you@example.com"}""", "url")]
    [InlineData("logistics", """{"delivery":"webhook","url":"https://example.com","queue":"completions-x"}""", "queue")]
    public async Task What_could_not_be_told_is_refused(string name, string body, string field) =>
        (await _settler.Send(HttpMethod.Put, $"/api/owners/{name}", body, "admin")).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldContain(field);

    [Fact]
    public async Task A_webhooks_secret_is_shown_once_and_stored_unreadable()
    {
        var first = (await Put("hooked", new { delivery = "webhook", url = "https://example.com/hook" })).ShouldBe(HttpStatusCode.OK)["secret"]!;
        first.Length.ShouldBe(64);

        (await Put("hooked", new { delivery = "webhook", url = "https://example.com/other" }))["secret"].ShouldBeNull();
        (await Get("/api/owners/hooked")).Body.ToString().ShouldNotContain("secret");
        (await Get("/api/owners")).Body.ToString().ShouldNotContain(first);
        var stored = Convert.FromHexString((await _settler.Rows("select encode(secret, 'hex') from owners where name = 'hooked'"))[0]);
        Convert.ToHexStringLower(stored).ShouldNotContain(first);
        Secrets().Reveal(stored, _settler.Organization, "hooked").ShouldBe(first);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => Secrets().Reveal(stored, _settler.Organization, "another"));
        (await Put("hooked", new { delivery = "webhook", url = "https://example.com/hook", rotate_secret = true }))["secret"].ShouldNotBe(first);
    }

    private OwnerSecrets Secrets() => (OwnerSecrets)host.Services.GetService(typeof(OwnerSecrets))!;

    private Task<Answer> Put(string name, object body) => _settler.Send(HttpMethod.Put, $"/api/owners/{name}", body, "admin");

    private Task<Answer> Delete(string name) => _settler.Send(HttpMethod.Delete, $"/api/owners/{name}", null, "admin");

    private Task<Answer> Get(string path) => _settler.Send(HttpMethod.Get, path, null, "member");
}
