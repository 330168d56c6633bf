using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace IntentEngine.ContentStore.S3;

/// <summary>Why a service refused. Of its answer only code and message are kept: the rest may carry what was signed.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The service's word, e.g. <c>NoSuchKey</c>; without a readable answer the reason phrase.</param>
/// <param name="Message">The service's text, at most 300 characters; may be empty.</param>
internal sealed record S3Error(HttpStatusCode Status, string Code, string Message)
{
    private const int MostCharacters = 16 * 1024;

    private static readonly XmlReaderSettings Careful = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters, Async = true };

    /// <summary>Whether another attempt can help: the service is overloaded, broken or was cut off.</summary>
    public bool PassesByItself => (int)Status is 408 or 429 or >= 500;

    /// <summary>Whether there is no such object; a missing bucket is a fault. HEAD cannot tell the two apart, and the write that follows does. PUT misses an object when it is to copy one.</summary>
    public bool IsMissingObject(HttpMethod method) => Status == HttpStatusCode.NotFound && (method == HttpMethod.Put ? Code == "NoSuchKey" : Code != "NoSuchBucket");

    /// <summary>The failure with what to do about it.</summary>
    public ContentStoreUnavailableException ToException()
    {
        var hint = (Status, Code) switch
        {
            (_, "RequestTimeTooSkewed") => " Set this machine's clock.",
            (HttpStatusCode.NotFound, _) => " Create the bucket or correct ContentStore:S3:Bucket.",
            (HttpStatusCode.Forbidden, _) => " Check ContentStore:S3:AccessKey, SecretKey and Region, and what the key may do.",
            (HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest, _) => " Check ContentStore:S3:Endpoint, Region and PathStyle.",
            _ => "",
        };
        return new ContentStoreUnavailableException($"The S3 service answered {(int)Status} {Code}{(Message.Length > 0 ? $": {Message}" : ".")}{hint}");
    }

    /// <summary>Reads the refusal of an answer.</summary>
    public static async Task<S3Error> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            using var reader = XmlReader.Create(body, Careful);
            var error = (await XDocument.LoadAsync(reader, LoadOptions.None, cancel)).Root;
            return new S3Error(answer.StatusCode, Shorten(error?.Element("Code")?.Value), Shorten(error?.Element("Message")?.Value));
        }
        catch (Exception unreadable) when (unreadable is XmlException or IOException or HttpRequestException)
        {
            // HEAD has no body, and proxies answer in HTML; the status must do.
            return new S3Error(answer.StatusCode, answer.ReasonPhrase ?? "", "");
        }
    }

    private static string Shorten(string? text) => text is null ? "" : text.Length <= 300 ? text : text[..300] + "…";
}
