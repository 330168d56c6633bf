using System.Net;
using System.Text;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Artifacts.Content;

public sealed class GetArtifactContentTests(IntentsHost host)
{
    private readonly Library _library = new(host);

    [Fact]
    public async Task The_bytes_come_back_as_an_attachment_that_no_browser_runs()
    {
        var id = (await _library.Upload("<script>alert(1)</script>", "?name=Preise%20%E2%82%AC.html", "text/html"))["artifact_id"]!;

        using var answer = await _library.Download(id);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("<script>alert(1)</script>");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html");
        answer.Content.Headers.ContentLength.ShouldBe(25);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("Preise €.html");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        answer.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        answer.Headers.AcceptRanges.ShouldBe(["bytes"]);
    }

    [Fact]
    public async Task Its_tag_is_its_hash_and_spares_sending_it_again()
    {
        var id = await _library.Have();
        using var first = await _library.Download(id);
        first.Headers.ETag!.Tag.ShouldBe($"\"{Library.CsvHash}\"");

        using var again = await _library.Download(id, "", ("If-None-Match", $"\"{Library.CsvHash}\""));

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bytes=0-3", "name", "bytes 0-3/20")]
    [InlineData("bytes=12-", "nails,3\n", "bytes 12-19/20")]
    [InlineData("bytes=-2", "3\n", "bytes 18-19/20")]
    public async Task A_part_can_be_read(string range, string part, string said)
    {
        var id = await _library.Have();

        using var answer = await _library.Download(id, "", ("Range", range));

        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(part);
        answer.Content.Headers.ContentRange!.ToString().ShouldBe(said);
    }

    [Fact]
    public async Task A_part_beyond_the_end_is_refused()
    {
        using var answer = await _library.Download(await _library.Have(), "", ("Range", "bytes=20-"));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task Only_what_can_be_resolved_can_be_read()
    {
        var pending = await _library.Have("?save=false");
        var deleted = await _library.Have("?artifact_id=gone");
        await _library.Archive(deleted);
        (await Status(deleted)).ShouldBe(HttpStatusCode.OK);
        await _library.Delete(deleted);
        var foreign = await new Library(host).Have();

        foreach (var id in new[] { pending, deleted, foreign, "unknown", "..", "%2e%2e%2fetc" }) (await Status(id)).ShouldBe(HttpStatusCode.NotFound, id);
        (await Status(await _library.Have(), "?type=parsed_content")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(await _library.Have(), "?materialization=other")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(await _library.Have(), "?type=file&materialization=original")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_content_that_was_lost_is_a_fault_and_not_a_missing_artifact()
    {
        var text = $"only here {Guid.NewGuid()}";
        var id = await _library.Have(text: text);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        File.Delete(Path.Combine(host.ContentFolder, _library.Organization.Id.ToString(), hash[..2], hash));

        (await Status(id)).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private async Task<HttpStatusCode> Status(string id, string query = "")
    {
        using var answer = await _library.Download(id, query);
        return answer.StatusCode;
    }
}
