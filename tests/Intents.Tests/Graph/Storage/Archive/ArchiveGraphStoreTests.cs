using System.Security.Cryptography;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage.Files;
using Microsoft.Extensions.Logging.Abstractions;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage.Archive;

public sealed class ArchiveGraphStoreTests : DurableGraphStoreConformance
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected override IGraphStore Open(IGraphFacts facts) => FolderGraphStore.Open(new ArchiveLayout(Folder), facts, NullLogger.Instance);

    [Fact]
    public async Task Every_version_stands_in_a_file_named_by_its_hash()
    {
        var intent = Intent("a");
        await Commit(Creates(intent));
        await Commit(new GraphChanges { Updates = [intent.Next(GraphStatus.Failed)] });

        var files = Contents();
        files.Length.ShouldBe(2);
        foreach (var file in files)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, Cancel)));
            Path.GetRelativePath(Path.Combine(Folder, $"{Organization}"), file).ShouldBe(Path.Combine(hash[..2], hash[2..4], $"{hash}.json"));
        }
    }

    [Fact]
    public async Task Equal_content_is_stored_once()
    {
        await Commit(Creates(Intent("a")));
        await Commit(new GraphChanges { Deletes = ["a"] });
        await Commit(Creates(Intent("a")));
        await Store.ReplaceAsync(Organization, new GraphContent([Intent("a")], []), new GraphChanges(), Cancel);

        Contents().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_file_that_does_not_match_its_name_is_found_reported_and_kept()
    {
        await Commit(Creates(Intent("a"), Intent("b")));
        Close();
        ArchiveCheck.Damaged(Folder).ShouldBeEmpty();
        var file = Contents()[0];
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        ArchiveCheck.Damaged(Folder).ShouldBe([file]);
        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain(file);
        (await File.ReadAllBytesAsync(file, Cancel)).ShouldBe(bytes);
        File.Delete(file);
        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain("is missing");
    }

    [Fact]
    public async Task Content_is_not_taken_for_stored_where_a_damaged_file_has_its_name()
    {
        await Commit(Creates(Intent("a")));
        await Commit(new GraphChanges { Deletes = ["a"] });
        await File.WriteAllTextAsync(Contents()[0], "{}", Cancel);
        Close();

        // Deleted, so nothing needs it until it is written again.
        File.Delete(Path.Combine(Folder, $"{Organization}", "index.journal"));
        await Should.ThrowAsync<GraphStorageException>(() => Commit(Creates(Intent("a"))));
    }

    private string[] Contents() => [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "index.json")];
}
