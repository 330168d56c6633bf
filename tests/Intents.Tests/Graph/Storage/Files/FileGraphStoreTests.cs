using IntentEngine.Intents.Graph.Model;
using Microsoft.Extensions.Logging.Abstractions;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage.Files;

public sealed class FileGraphStoreTests : DurableGraphStoreConformance
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Document => Path.Combine(Folder, $"{Organization}.json");

    private string Journal => Path.Combine(Folder, $"{Organization}.journal");

    private protected override IGraphStore Open(IGraphFacts facts) => FolderGraphStore.Open(new SingleFileLayout(Folder), facts, NullLogger.Instance);

    [Fact]
    public async Task A_write_that_a_crash_cut_off_anywhere_never_counts_and_its_bytes_are_put_aside()
    {
        await Commit(Creates(Intent("a"), Intent("b")) with { Edges = [Edge("a", "b")] });
        var whole = (await Everything(), new FileInfo(Journal).Length);
        await Commit(new GraphChanges { Deletes = ["b"] });
        Close();
        var bytes = await File.ReadAllBytesAsync(Journal, Cancel);

        for (var length = (int)whole.Length + 1; length < bytes.Length; length++)
        {
            await File.WriteAllBytesAsync(Journal, bytes[..length], Cancel);
            (await Everything()).ShouldBe(whole.Item1, $"cut after {length} of {bytes.Length} bytes");
            Close();
            new FileInfo(Journal).Length.ShouldBe(whole.Length);
        }

        Directory.GetFiles(Folder, "*.torn-*").Length.ShouldBe(bytes.Length - (int)whole.Length - 1);
        await Commit(Creates(Intent("after")));
        Close();
        (await Ids()).ShouldBe(["a", "after", "b"]);
    }

    [Fact]
    public async Task Zeros_where_the_end_of_the_journal_should_be_never_count()
    {
        await Commit(Creates(Intent("a")));
        Close();
        await File.AppendAllBytesAsync(Journal, new byte[4096], Cancel);

        (await Ids()).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_damaged_entry_before_whole_ones_is_reported_and_kept()
    {
        await Commit(Creates(Intent("a")));
        await Commit(Creates(Intent("b")));
        Close();
        await Damaged(Journal, bytes => bytes[60] ^= 1, "whole entries follow");
    }

    [Fact]
    public async Task A_document_with_one_changed_byte_anywhere_is_reported_and_kept()
    {
        await Store.ReplaceAsync(Organization, new GraphContent([Intent("a")], []), new GraphChanges(), Cancel);
        Close();
        var length = (int)new FileInfo(Document).Length;
        // The first letter of each value of the envelope, and places all over the graph.
        foreach (var at in Enumerable.Range(0, length).Where(i => i % 7 == 0)) await Damaged(Document, bytes => bytes[at] ^= 4, Organization.ToString());
        await Damaged(Document, null, "cannot be read");
    }

    [Fact]
    public async Task A_crash_between_snapshot_and_clearing_of_the_journal_repeats_nothing()
    {
        await Commit(Creates(Intent("a")));
        var journal = await File.ReadAllBytesAsync(Journal, Cancel);
        await Store.ReplaceAsync(Organization, new GraphContent([Intent("b")], []), new GraphChanges(), Cancel);
        var before = await Everything();
        Close();
        await File.WriteAllBytesAsync(Journal, journal, Cancel);

        (await Everything()).ShouldBe(before);
        await Commit(Creates(Intent("c")));
        Close();
        (await Ids()).ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task A_journal_whose_snapshot_is_missing_is_refused()
    {
        await Store.ReplaceAsync(Organization, new GraphContent([Intent("b")], []), new GraphChanges(), Cancel);
        await Commit(Creates(Intent("c")));
        Close();
        File.Delete(Document);

        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain("2 where 1 was expected");
    }

    [Fact]
    public async Task A_long_journal_becomes_a_snapshot()
    {
        var long1 = new string('x', 400_000);
        await Commit(Creates(Intent("a", goal: long1)));
        File.Exists(Document).ShouldBeFalse();
        await Commit(Creates(Intent("b", goal: long1)));

        File.Exists(Document).ShouldBeTrue();
        new FileInfo(Journal).Length.ShouldBe(0);
        var before = await Everything();
        Close();
        (await Everything()).ShouldBe(before);
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_cleared_away_and_never_read()
    {
        await Commit(Creates(Intent("a")));
        Close();
        await File.WriteAllTextAsync($"{Document}.tmp-1", "{ half", Cancel);

        (await Ids()).ShouldBe(["a"]);
        File.Exists($"{Document}.tmp-1").ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_store_on_the_same_folder_is_refused()
    {
        await Commit(Creates(Intent("a")));

        Should.Throw<GraphStorageException>(() => Open(new FactLog())).Message.ShouldContain("Another process");
    }

    [Fact]
    public async Task A_write_that_fails_is_an_error_and_changes_nothing()
    {
        await Commit(Creates(Intent("a")));
        Close();
        _ = Store;
        // The journal's name is taken by a folder: it cannot be opened for writing, even by root.
        var away = $"{Journal}.away";
        File.Move(Journal, away);
        Directory.CreateDirectory(Journal);

        await Should.ThrowAsync<Exception>(() => Commit(Creates(Intent("b"))));
        (await Ids()).ShouldBe(["a"]);
        Directory.Delete(Journal);
        File.Move(away, Journal);
        await Commit(Creates(Intent("c")));
        Close();
        (await Ids()).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task A_file_of_a_later_format_or_of_another_organization_is_refused()
    {
        await Store.ReplaceAsync(Organization, new GraphContent([Intent("a")], []), new GraphChanges(), Cancel);
        Close();
        var text = await File.ReadAllTextAsync(Document, Cancel);
        await File.WriteAllTextAsync(Document, text.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal), Cancel);
        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain("format 2");

        await File.WriteAllTextAsync(Document, text, Cancel);
        File.Move(Document, Path.Combine(Folder, $"{Guid.NewGuid()}.json"));
        File.Delete(Journal);
        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain("belongs to organization");
    }

    private async Task Damaged(string file, Action<byte[]>? damage, string said)
    {
        var good = await File.ReadAllBytesAsync(file, Cancel);
        var bad = good.ToArray();
        damage?.Invoke(bad);
        if (damage is null) bad = good[..(good.Length / 2)];
        await File.WriteAllBytesAsync(file, bad, Cancel);

        Should.Throw<GraphStorageException>(() => Store, $"opened {Path.GetFileName(file)}").Message.ShouldContain(said);
        (await File.ReadAllBytesAsync(file, Cancel)).ShouldBe(bad);
        if (said == "whole entries follow") (await File.ReadAllBytesAsync(Directory.GetFiles(Folder, "*.corrupt-*").ShouldHaveSingleItem(), Cancel)).ShouldBe(bad);
        await File.WriteAllBytesAsync(file, good, Cancel);
        Close();
    }
}
