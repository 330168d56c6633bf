namespace IntentEngine.ContentStore.Folders;

public sealed class FolderContentStoreTests : ContentStoreConformance, IDisposable
{
    private static readonly Guid Acme = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001");

    private readonly TemporaryFolder _folder = new();
    private readonly FolderContentStore _store;

    public FolderContentStoreTests()
    {
        _store = new FolderContentStore(_folder.Path);
        _store.Prepare();
    }

    protected override IContentStore Store => _store;

    protected override (int Contents, int Leftovers) Kept => (_folder.Files.Count(IsContent), _folder.Files.Count(file => !IsContent(file)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Paths_are_made_of_the_organization_and_the_hash_alone()
    {
        var stored = await _store.WriteAsync(Acme, new MemoryStream([]), 10, CancellationToken.None);

        _folder.Files.ShouldBe([$"0aaaaaaa-0000-4000-8000-000000000001/e3/{stored.Sha256}"]);
    }

    [Fact]
    public void What_a_crash_left_behind_goes_at_the_next_start()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "incoming", "dead.part"), "half of it");

        _store.Prepare().ShouldBe(1);

        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_start_leaves_the_uploads_of_other_processes_alone()
    {
        var another = new FolderContentStore(_folder.Path);
        var removed = -1;
        var upload = new Trickle(Bytes(3000)) { OnRead = position => { if (position == 2000) removed = another.Prepare(); } };

        var stored = await _store.WriteAsync(Acme, upload, 10_000, CancellationToken.None);

        removed.ShouldBe(0);
        (await _store.OpenAsync(Acme, stored.Sha256, CancellationToken.None)).ShouldNotBeNull().Dispose();
    }

    [Fact]
    public async Task A_file_of_the_wrong_length_is_replaced()
    {
        var stored = await _store.WriteAsync(Acme, new MemoryStream(Bytes(100)), 1000, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, _folder.Files.Single()), "short");

        await _store.WriteAsync(Acme, new MemoryStream(Bytes(100)), 1000, CancellationToken.None);

        (await File.ReadAllBytesAsync(Path.Combine(_folder.Path, _folder.Files.Single()))).ShouldBe(Bytes(100));
        stored.Size.ShouldBe(100);
    }

    [Fact]
    public async Task A_folder_that_is_none_is_told()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        var store = new FolderContentStore(file);

        Should.Throw<ContentStoreUnavailableException>(() => store.Prepare()).Message.ShouldContain("cannot be written");
        (await Should.ThrowAsync<ContentStoreUnavailableException>(() => store.WriteAsync(Acme, new MemoryStream([]), 1, CancellationToken.None))).Message.ShouldContain("Check space and permissions");
    }

    private static bool IsContent(string file) => !file.StartsWith("incoming/", StringComparison.Ordinal);
}
