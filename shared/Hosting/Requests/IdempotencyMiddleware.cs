using System.Security.Cryptography;
using System.Text;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Hosting.Requests;

/// <summary>Reads the key and hashes the request before the handler's parameters consume the body.</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    public static bool Changes(string method) =>
        HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method);

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<TakesIdempotencyKey>() is not null
            && Changes(http.Request.Method)
            && http.Request.Headers.TryGetValue(IdempotencyFeature.HeaderName, out var sent))
            http.Features.Set(new IdempotencyFeature(Read(sent), await HashAsync(http)));
        await next(http);
    }

    private static string Read(Microsoft.Extensions.Primitives.StringValues sent)
    {
        var key = sent.Count == 1 ? sent.ToString() : "";
        if (key.Length is > 0 and <= IdempotencyFeature.MaximumKeyLength && key.All(c => c is >= ' ' and <= '~')) return key;
        throw new InvalidRequestException(
            IdempotencyFeature.HeaderName,
            $"expected one header of 1 to {IdempotencyFeature.MaximumKeyLength} printable ASCII characters; came {sent.Count} with {sent.ToString().Length} characters.");
    }

    private static async Task<byte[]> HashAsync(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        // Bodies are at most the server's limit, so they stay in memory.
        http.Request.EnableBuffering(bufferThreshold: 1024 * 1024);
        var buffer = new byte[16 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
            hash.AppendData(buffer, 0, read);
        http.Request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
