using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.ContentStore;

/// <summary>What every place to keep contents must do.</summary>
public abstract class ContentStoreConformance
{
    private const long Enough = 50_000_000;

    private static readonly Guid Acme = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("0bbbbbbb-0000-4000-8000-000000000002");

    /// <summary>The store under test.</summary>
    protected abstract IContentStore Store { get; }

    /// <summary>How many contents are visible, and how many files lie about besides.</summary>
    protected abstract (int Contents, int Leftovers) Kept { get; }

    [Fact]
    public async Task What_is_written_is_read_again_under_its_hash()
    {
        var bytes = Bytes(300_000);

        var stored = await Store.WriteAsync(Acme, new Trickle(bytes), Enough, CancellationToken.None);

        stored.ShouldBe(new StoredContent(Convert.ToHexStringLower(SHA256.HashData(bytes)), 300_000));
        (await Read(Acme, stored.Sha256)).ShouldBe(bytes);
        Kept.ShouldBe((1, 0));
    }

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public async Task Hashes_are_those_of_the_standard(string text, string sha256)
    {
        (await Store.WriteAsync(Acme, new MemoryStream(Encoding.ASCII.GetBytes(text)), Enough, CancellationToken.None)).ShouldBe(new StoredContent(sha256, text.Length));
        Encoding.ASCII.GetString((await Read(Acme, sha256))!).ShouldBe(text);
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once_even_when_they_come_at_once()
    {
        var bytes = Bytes(100_000);

        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.WriteAsync(Acme, new Trickle(bytes), Enough, CancellationToken.None)));

        stored.Distinct().Count().ShouldBe(1);
        (await Read(Acme, stored[0].Sha256)).ShouldBe(bytes);
        Kept.ShouldBe((1, 0));
    }

    [Fact]
    public async Task Writing_what_somebody_reads_disturbs_nobody()
    {
        var bytes = Bytes(200_000);
        var stored = await Store.WriteAsync(Acme, new Trickle(bytes), Enough, CancellationToken.None);
        await using var reading = (await Store.OpenAsync(Acme, stored.Sha256, CancellationToken.None))!;
        var start = new byte[10];
        await reading.ReadExactlyAsync(start);

        await Store.WriteAsync(Acme, new Trickle(bytes), Enough, CancellationToken.None);

        var rest = new MemoryStream();
        await reading.CopyToAsync(rest);
        start.Concat(rest.ToArray()).ShouldBe(bytes);
    }

    [Fact]
    public async Task Organizations_do_not_see_each_other()
    {
        var stored = await Store.WriteAsync(Acme, new MemoryStream(Bytes(100)), Enough, CancellationToken.None);

        (await Store.OpenAsync(Other, stored.Sha256, CancellationToken.None)).ShouldBeNull();
        await Store.WriteAsync(Other, new MemoryStream(Bytes(100)), Enough, CancellationToken.None);
        Kept.ShouldBe((2, 0));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("../../../etc/passwd")]
    [InlineData("..%2f..%2f..%2fetc%2fpasswd00000000000000000000000000000000000000")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85`")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85/")]
    public async Task What_is_no_hash_or_was_never_written_is_not_there(string sha256)
    {
        await Store.WriteAsync(Acme, new MemoryStream([]), Enough, CancellationToken.None);

        (await Store.OpenAsync(Acme, sha256, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task As_many_bytes_as_the_limit_are_kept_and_one_more_leaves_nothing()
    {
        await Store.WriteAsync(Acme, new Trickle(Bytes(5000)), 5000, CancellationToken.None);

        (await Should.ThrowAsync<ContentTooLargeException>(() => Store.WriteAsync(Acme, new Trickle(Bytes(5001)), 5000, CancellationToken.None))).Limit.ShouldBe(5000);

        Kept.ShouldBe((1, 0));
    }

    [Fact]
    public async Task An_upload_that_breaks_leaves_nothing_and_its_own_failure_is_told()
    {
        var broken = new IOException("the client went away");

        (await Should.ThrowAsync<IOException>(() => Store.WriteAsync(Acme, new Trickle(Bytes(5000), broken), Enough, CancellationToken.None))).ShouldBeSameAs(broken);

        Kept.ShouldBe((0, 0));
    }

    [Fact]
    public async Task An_upload_that_is_cancelled_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var upload = new Trickle(Bytes(5000)) { OnRead = position => { if (position > 2000) cancel.Cancel(); } };

        await Should.ThrowAsync<OperationCanceledException>(() => Store.WriteAsync(Acme, upload, Enough, cancel.Token));

        Kept.ShouldBe((0, 0));
    }

    [Fact]
    public async Task Nothing_is_visible_before_the_last_byte_came()
    {
        var visible = -1;
        await Store.WriteAsync(Acme, new Trickle(Bytes(5000)) { OnRead = _ => visible = Math.Max(visible, Kept.Contents) }, Enough, CancellationToken.None);

        visible.ShouldBe(0);
        Kept.ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_content_can_be_read_from_any_place_on()
    {
        var bytes = Bytes(300_000);
        var stored = await Store.WriteAsync(Acme, new MemoryStream(bytes), Enough, CancellationToken.None);

        await using var content = (await Store.OpenAsync(Acme, stored.Sha256, CancellationToken.None))!;
        (content.CanSeek, content.Length, content.Position).ShouldBe((true, 300_000, 0));
        var piece = new byte[1000];
        foreach (var from in new[] { 0, 299_000, 150_000, 151_000, 1 })
        {
            content.Seek(from, SeekOrigin.Begin);
            await content.ReadExactlyAsync(piece);
            piece.ShouldBe(bytes[from..(from + 1000)]);
        }

        content.Seek(0, SeekOrigin.End);
        (await content.ReadAsync(piece)).ShouldBe(0);
        content.Position = 7;
        content.Read(piece, 0, 1).ShouldBe(1);
        piece[0].ShouldBe(bytes[7]);
    }

    [Fact]
    public async Task What_nobody_wrote_or_kept_for_long_enough_is_removed()
    {
        var stored = await Store.WriteAsync(Acme, new MemoryStream(Bytes(100)), Enough, CancellationToken.None);
        await Store.WriteAsync(Other, new MemoryStream(Bytes(100)), Enough, CancellationToken.None);

        (await Collect(stored.Sha256)).ShouldBe(Collected.Fresh);
        Age(stored.Sha256, TimeSpan.FromDays(2));
        (await Collect(stored.Sha256)).ShouldBe(Collected.Removed);
        (await Collect(stored.Sha256)).ShouldBe(Collected.Missing);

        (await Read(Acme, stored.Sha256)).ShouldBeNull();
        (await Read(Other, stored.Sha256)).ShouldBe(Bytes(100));
        Kept.ShouldBe((1, 0));
    }

    [Fact]
    public async Task Writing_or_keeping_makes_a_content_fresh_again()
    {
        var stored = await Store.WriteAsync(Acme, new MemoryStream(Bytes(100)), Enough, CancellationToken.None);

        Age(stored.Sha256, TimeSpan.FromDays(2));
        (await Store.WriteAsync(Acme, new MemoryStream(Bytes(100)), Enough, CancellationToken.None)).ShouldBe(stored);
        (await Collect(stored.Sha256)).ShouldBe(Collected.Fresh);

        Age(stored.Sha256, TimeSpan.FromDays(2));
        (await Store.KeepAsync(Acme, stored.Sha256, CancellationToken.None)).ShouldBe(100);
        (await Collect(stored.Sha256)).ShouldBe(Collected.Fresh);
        (await Read(Acme, stored.Sha256)).ShouldBe(Bytes(100));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_kept()
    {
        var stored = await Store.WriteAsync(Acme, new MemoryStream(Bytes(100)), Enough, CancellationToken.None);

        (await Store.KeepAsync(Other, stored.Sha256, CancellationToken.None)).ShouldBeNull();
        (await Store.KeepAsync(Acme, "../../etc/passwd", CancellationToken.None)).ShouldBeNull();
        (await Store.CollectAsync(Acme, "../../etc/passwd", ContentAge.Least, CancellationToken.None)).ShouldBe(Collected.Missing);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Store.CollectAsync(Acme, stored.Sha256, TimeSpan.FromHours(23), CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_is_told_that_bytes_are_kept_finds_them_whatever_is_collected_at_the_same_moment()
    {
        for (var round = 0; round < 8; round++)
        {
            var bytes = Bytes(50 + round);
            var stored = await Store.WriteAsync(Acme, new MemoryStream(bytes), Enough, CancellationToken.None);
            Age(stored.Sha256, TimeSpan.FromDays(2));

            var collecting = Task.Run(() => Collect(stored.Sha256));
            var writing = Task.Run(() => Store.WriteAsync(Acme, new MemoryStream(bytes), Enough, CancellationToken.None));
            var keeping = Task.Run(() => Store.KeepAsync(Acme, stored.Sha256, CancellationToken.None));
            await Task.WhenAll(collecting, writing, keeping);

            (await Read(Acme, stored.Sha256)).ShouldBe(bytes);
        }

        Kept.ShouldBe((8, 0));
    }

    /// <summary>Makes a content as old as if nobody had touched it since.</summary>
    protected abstract void Age(string sha256, TimeSpan by);

    private Task<Collected> Collect(string sha256) => Store.CollectAsync(Acme, sha256, ContentAge.Least, CancellationToken.None);

    /// <summary>Bytes without a pattern, the same on every run.</summary>
    protected static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(20260126).NextBytes(bytes);
        return bytes;
    }

    private async Task<byte[]?> Read(Guid organization, string sha256)
    {
        await using var content = await Store.OpenAsync(organization, sha256, CancellationToken.None);
        if (content is null) return null;
        var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
