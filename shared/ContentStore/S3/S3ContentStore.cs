using System.Net;
using IntentEngine.ContentStore.Spooling;

namespace IntentEngine.ContentStore.S3;

/// <summary>Contents as objects of a bucket: <c>PREFIX ORGANIZATION/ab/abcd…</c>.</summary>
/// <remarks>
/// An upload is spooled to a temporary file first: a signed request must know hash and length of its body before the first byte, and a broken one is sent again.
/// Collecting sets a flag beside the object, looks at the object's age, removes it, and takes the flag away. Who writes makes the object young and then looks for the flag:
/// either it sees the flag and waits, or the collector sees a young object. That needs reads that see all writes before them, as S3 has promised since 2020.
/// </remarks>
internal sealed class S3ContentStore : IContentStore, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestFlag = TimeSpan.FromMinutes(10);

    private readonly S3Settings _settings;
    private readonly S3Requests _requests;
    private readonly S3Connection _connection;
    private readonly TimeProvider _clock;

    /// <param name="settings">Validated settings.</param>
    /// <param name="http">Connects and does not follow redirects; owned.</param>
    /// <param name="clock">Dates signatures, judges ages and measures time-outs.</param>
    public S3ContentStore(S3Settings settings, HttpMessageHandler http, TimeProvider clock) =>
        (_settings, _clock, _requests, _connection) = (settings, clock, new S3Requests(settings, clock), new S3Connection(settings, http, clock));

    /// <summary>The handler for a real service.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        // A redirect would carry the signature to another host; a wrong region is answered by one.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };

    public async Task<StoredContent> WriteAsync(Guid organizationId, Stream content, long limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using var spool = Spool.Create(Path.Combine(_settings.SpoolFolder, $"intentengine-{Guid.CreateVersion7():N}.part"), FileOptions.DeleteOnClose);
        var stored = await Spool.FillAsync(spool, content, limit, cancel);
        var key = KeyOf(organizationId, stored.Sha256);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (await HeadAsync(key, cancel) is not { } there || there.Size != stored.Size || IsOlder(there, ContentAge.Renewed))
            {
                using var written = await _connection.SendAsync(() => _requests.Put(key, new SpooledBody(spool.SafeFileHandle, stored.Size), stored.Sha256), cancel);
            }

            if (!await IsBeingCollectedAsync(key, cancel)) return stored;
            await WaitAsync(waited, cancel);
        }
    }

    public async Task<long?> KeepAsync(Guid organizationId, string sha256, CancellationToken cancel)
    {
        if (!ContentHash.IsWellFormed(sha256)) return null;
        var key = KeyOf(organizationId, sha256);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            // Asked again afterwards: a copy may fail behind a status of 200.
            if (await HeadAsync(key, cancel) is { } old && IsOlder(old, ContentAge.Renewed))
            {
                using var renewed = await _connection.SendAsync(() => _requests.Renew(key), cancel);
            }

            var there = await HeadAsync(key, cancel);
            if (!await IsBeingCollectedAsync(key, cancel) && (there is null || !IsOlder(there.Value, ContentAge.Renewed))) return there?.Size;
            await WaitAsync(waited, cancel);
        }
    }

    public async Task<Collected> CollectAsync(Guid organizationId, string sha256, TimeSpan unused, CancellationToken cancel)
    {
        ContentAge.ThrowIfTooShort(unused);
        if (!ContentHash.IsWellFormed(sha256)) return Collected.Missing;
        var (key, began) = (KeyOf(organizationId, sha256), _clock.GetTimestamp());
        if (await HeadAsync(key, cancel) is not { } before) return Collected.Missing;
        if (!IsOlder(before, unused)) return Collected.Fresh;
        // A key that may not remove fails here, before writers are held up by a flag that it could not take away.
        await RemoveAsync(FlagOf(key), cancel);
        using (await _connection.SendAsync(() => _requests.PutEmpty(FlagOf(key)), cancel))
        {
            var there = await HeadAsync(key, cancel);
            // Past half of its time the flag may be taken for one that was left behind.
            var outcome = there is null ? Collected.Missing : IsOlder(there.Value, unused) && _clock.GetElapsedTime(began) < LongestFlag / 2 ? Collected.Removed : Collected.Fresh;
            // Once, and the flag stays when nobody knows whether it happened: a removal that comes late must not meet what was written since.
            if (outcome == Collected.Removed) (await _connection.SendOnceAsync(() => _requests.Delete(key), CancellationToken.None))?.Dispose();
            await RemoveAsync(FlagOf(key), CancellationToken.None);
            return outcome;
        }
    }

    public async Task<Stream?> OpenAsync(Guid organizationId, string sha256, CancellationToken cancel)
    {
        if (!ContentHash.IsWellFormed(sha256)) return null;
        var key = KeyOf(organizationId, sha256);
        var answer = await _connection.SendAsync(() => _requests.Get(key, 0), cancel);
        return answer is null ? null : new S3ReadStream(
            answer,
            async (offset, stop) => await _connection.SendAsync(() => _requests.Get(key, offset), stop)
                ?? throw new ContentStoreUnavailableException("A content vanished from the S3 service while it was read."));
    }

    public void Dispose() => _connection.Dispose();

    private static string KeyOf(Guid organizationId, string sha256) => $"{organizationId:D}/{sha256[..2]}/{sha256}";

    private static string FlagOf(string key) => key + ".collecting";

    private async Task<(long? Size, DateTimeOffset Written)?> HeadAsync(string key, CancellationToken cancel)
    {
        using var head = await _connection.SendAsync(() => _requests.Head(key), cancel);
        return head is null ? null : (head.Content.Headers.ContentLength, head.Content.Headers.LastModified ?? _clock.GetUtcNow());
    }

    private bool IsOlder((long? Size, DateTimeOffset Written) there, TimeSpan age) => _clock.GetUtcNow() - there.Written >= age;

    // A collector that died left its flag; after a while it is taken for what it is.
    private async Task<bool> IsBeingCollectedAsync(string key, CancellationToken cancel) => await HeadAsync(FlagOf(key), cancel) is { } flag && !IsOlder(flag, LongestFlag);

    private async Task WaitAsync(TimeSpan waited, CancellationToken cancel)
    {
        if (waited >= LongestWait) throw new ContentStoreUnavailableException("These bytes are just being removed because nobody named them any more; send the request again in some minutes.");
        await Task.Delay(Pause, _clock, cancel);
    }

    private async Task RemoveAsync(string key, CancellationToken cancel)
    {
        using var removed = await _connection.SendAsync(() => _requests.Delete(key), cancel);
    }
}
