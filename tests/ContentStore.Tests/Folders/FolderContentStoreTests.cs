namespace IntentEngine.ContentStore.Folders;

public sealed class FolderContentStoreTests : ContentStoreConformance, IDisposable
{
    private static readonly Guid Acme = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001");

    private readonly TemporaryFolder _folder = new();
    private readonly FolderContentStore _store;

    public FolderContentStoreTests()
    {
        _store = new FolderContentStore(_folder.Path, TimeProvider.System);
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
        var another = new FolderContentStore(_folder.Path, TimeProvider.System);
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
        var store = new FolderContentStore(file, TimeProvider.System);

        Should.Throw<ContentStoreUnavailableException>(() => store.Prepare()).Message.ShouldContain("cannot be written");
        (await Should.ThrowAsync<ContentStoreUnavailableException>(() => store.WriteAsync(Acme, new MemoryStream([]), 1, CancellationToken.None))).Message.ShouldContain("Check space and permissions");
    }

    [Fact]
    public async Task Who_keeps_a_content_while_it_is_looked_at_finds_it_back()
    {
        var stored = await _store.WriteAsync(Acme, new MemoryStream(Bytes(100)), 1000, CancellationToken.None);
        var path = Path.Combine(_folder.Path, _folder.Files.Single());
        File.Move(path, path + ".collecting");

        var keeping = _store.KeepAsync(Acme, stored.Sha256, CancellationToken.None);
        (await _store.CollectAsync(Acme, stored.Sha256, ContentAge.Least, CancellationToken.None)).ShouldBe(Collected.Fresh);

        (await keeping).ShouldBe(100);
        Kept.ShouldBe((1, 0));
    }

    [Fact]
    public async Task What_a_crash_left_while_collecting_goes_the_next_time()
    {
        var stored = await _store.WriteAsync(Acme, new MemoryStream(Bytes(100)), 1000, CancellationToken.None);
        var path = Path.Combine(_folder.Path, _folder.Files.Single());
        Age(stored.Sha256, TimeSpan.FromDays(2));
        File.Move(path, path + ".collecting");

        (await _store.CollectAsync(Acme, stored.Sha256, ContentAge.Least, CancellationToken.None)).ShouldBe(Collected.Removed);

        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_written_while_their_old_file_leaves_are_there_afterwards()
    {
        var stored = await _store.WriteAsync(Acme, new MemoryStream(Bytes(100)), 1000, CancellationToken.None);
        var path = Path.Combine(_folder.Path, _folder.Files.Single());
        Age(stored.Sha256, TimeSpan.FromDays(2));
        File.Move(path, path + ".collecting");
        await _store.WriteAsync(Acme, new MemoryStream(Bytes(100)), 1000, CancellationToken.None);

        (await _store.CollectAsync(Acme, stored.Sha256, ContentAge.Least, CancellationToken.None)).ShouldBe(Collected.Fresh);

        (await File.ReadAllBytesAsync(path)).ShouldBe(Bytes(100));
        Kept.ShouldBe((1, 0));
    }

    protected override void Age(string sha256, TimeSpan by)
    {
        foreach (var file in _folder.Files.Where(file => file.EndsWith(sha256, StringComparison.Ordinal)))
            File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, file), (TimeProvider.System.GetUtcNow() - by).UtcDateTime);
    }

    private static bool IsContent(string file) => !file.StartsWith("incoming/", StringComparison.Ordinal);
}
