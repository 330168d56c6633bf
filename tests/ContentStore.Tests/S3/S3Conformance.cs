namespace IntentEngine.ContentStore.S3;

/// <summary>The conformance suite against a service that verifies every signature.</summary>
public abstract class S3Conformance : ContentStoreConformance, IAsyncLifetime
{
    private readonly TemporaryFolder _spool = new();
    private S3ContentStore? _store;

    internal FakeS3 Fake { get; private set; } = null!;

    /// <summary>Where the bucket is.</summary>
    protected abstract S3Settings Settings { get; }

    protected override IContentStore Store => _store!;

    protected override (int Contents, int Leftovers) Kept => (Fake.Objects.Count, _spool.Files.Count);

    protected override void Age(string sha256, TimeSpan by)
    {
        foreach (var name in Fake.Written.Keys.Where(name => name.EndsWith(sha256, StringComparison.Ordinal))) Fake.Written[name] = TimeProvider.System.GetUtcNow() - by;
    }

    public async ValueTask InitializeAsync()
    {
        Fake = await FakeS3.StartAsync();
        var settings = Settings;
        _store = new S3ContentStore(
            new S3Settings
            {
                Endpoint = settings.Endpoint,
                Bucket = settings.Bucket,
                AccessKey = settings.AccessKey,
                SecretKey = settings.SecretKey,
                Region = settings.Region,
                PathStyle = settings.PathStyle,
                Prefix = settings.Prefix,
                Timeout = settings.Timeout,
                SpoolFolder = _spool.Path,
            },
            Fake.Handler(), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _store?.Dispose();
        await Fake.DisposeAsync();
        _spool.Dispose();
        GC.SuppressFinalize(this);
    }
}
