using System.Net;
using System.Net.Sockets;
using System.Text;
using IntentEngine.Intents.Hosts;
using IntentEngine.Support;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>Uploads that cannot be taken: a clear refusal, and nothing is visible.</summary>
public sealed class BadUploadTests(IntentsHost host)
{
    private readonly Library _library = new(host);

    [Fact]
    public async Task More_than_the_limit_is_refused_whether_it_is_announced_or_not()
    {
        var bytes = Encoding.ASCII.GetBytes(new string('a', 1_000_001));
        (await _library.Upload(bytes)).ShouldBe(HttpStatusCode.RequestEntityTooLarge)["detail"]!.ShouldContain("1000000");
        (await _library.Upload(Encoding.ASCII.GetBytes(new string('a', 1_200_000)))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Chunked(bytes)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await _library.UploadForm(Library.Form("a.csv", new string('a', 1_000_001)))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        await NothingIsVisible();
    }

    [Theory]
    [InlineData("image/png", "hello")]
    [InlineData("text/csv, text/plain", "hello")]
    [InlineData(null, "hello")]
    [InlineData("application/octet-stream", "hello")]
    [InlineData("text/csv", "PK\u0003\u0004 a workbook")]
    [InlineData("text/csv", "a\0b")]
    [InlineData("text/html", "%PDF-1.7")]
    [InlineData("application/pdf", "hello")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "name,amount")]
    public async Task What_is_not_of_an_accepted_type_is_refused(string? type, string content)
    {
        (await _library.Upload(Encoding.Latin1.GetBytes(content), type: type)).ShouldBe(HttpStatusCode.UnsupportedMediaType)["detail"]!.ShouldContain("Expected");

        await NothingIsVisible();
    }

    [Fact]
    public async Task An_empty_content_is_refused()
    {
        (await _library.Upload([])).ShouldBe(HttpStatusCode.BadRequest)["detail"]!.ShouldContain("empty");
        (await _library.UploadForm(Library.Form("a.csv", ""))).ShouldBe(HttpStatusCode.BadRequest)["detail"]!.ShouldContain("empty");

        await NothingIsVisible();
    }

    [Theory]
    [InlineData("multipart/form-data", "", "without a boundary")]
    [InlineData("multipart/form-data; boundary=b", "", "broken")]
    [InlineData("multipart/form-data; boundary=b", "no form at all", "broken")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\nname,amount", "does not end")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nno header\r\n\r\nx\r\n--b--\r\n", "broken")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nfile\r\n--b--\r\n", "no file")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: text/csv\r\n\r\nx\r\n--b--\r\n", "no file")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n", "")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"g\"; filename=\"b.csv\"\r\n\r\ny\r\n--b--\r\n", "second file")]
    public async Task A_form_that_is_broken_or_not_one_file_is_refused(string type, string body, string said)
    {
        (await _library.Upload(Encoding.ASCII.GetBytes(body), type: type)).ShouldBe(HttpStatusCode.BadRequest)["detail"]!.ShouldContain(said);

        (await _library.Registered()).ShouldBe("0 0");
    }

    [Theory]
    [InlineData("?type=Source-File", "artifact_type")]
    [InlineData("?artifact_id=../../etc", "artifact_id")]
    [InlineData("?artifact_id=", "artifact_id")]
    [InlineData("?session_id=yesterday", "session_id")]
    [InlineData("?save=perhaps", "save")]
    [InlineData("?parent=a&parent=a", "parent_artifacts")]
    [InlineData("?parent=..%2F..", "parent_artifacts")]
    [InlineData("?derivation_intent=%00", "derivation_intent")]
    public async Task Parameters_that_make_no_sense_are_named_before_the_content_is_read(string query, string field)
    {
        (await _library.Upload(query: query)).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldContain(field);

        await NothingIsVisible();
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused()
    {
        (await _library.Upload(key: new string('k', 256))).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["Idempotency-Key"]);

        await NothingIsVisible();
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_leaves_nothing()
    {
        using var cut = new TcpClient();
        await cut.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        using var request = _library.Request(HttpMethod.Post, "/api/artifacts", null, "member", null);
        var head = $"POST /api/artifacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: {request.Headers.Authorization}\r\nContent-Type: text/csv\r\nContent-Length: 500000\r\n\r\n";
        await cut.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + new string('a', 200_000)));
        await Until(() => _library.Incoming(size: 200_000) == 1, "what came so far to be there");

        cut.Client.Close(0);

        await Until(() => _library.Incoming(size: 200_000) == 0, "what came so far to go");
        await NothingIsVisible();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task There_is_no_list_here(string method)
    {
        using var request = _library.Request(new HttpMethod(method), "/api/artifacts", null, "member", null);
        using var answer = await host.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static Task Until(Func<bool> holds, string what) => Eventually.Holds(() => Task.FromResult(holds()), what);

    private async Task<Answer> Chunked(byte[] bytes)
    {
        using var request = _library.Request(HttpMethod.Post, "/api/artifacts", new StreamContent(new MemoryStream(bytes)), "member", null);
        request.Content!.Headers.TryAddWithoutValidation("Content-Type", "text/csv");
        request.Headers.TransferEncodingChunked = true;
        using var answer = await host.Http.SendAsync(request);
        return await Answer.Of(answer);
    }

    private async Task NothingIsVisible()
    {
        (await _library.Registered()).ShouldBe("0 0");
        _library.Contents.ShouldBeEmpty();
    }
}
