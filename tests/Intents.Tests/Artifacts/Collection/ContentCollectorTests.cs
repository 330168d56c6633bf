using System.Net;
using IntentEngine.ContentStore;
using IntentEngine.Intents.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Intents.Artifacts.Collection;

public sealed class ContentCollectorTests(IntentsHost host)
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private readonly Library _library = new(host);

    [Fact]
    public async Task The_bytes_of_a_deleted_artifact_go_after_the_grace_and_not_before()
    {
        var id = await Deleted(await _library.Have());

        await Collect(Grace - TimeSpan.FromHours(1));
        _library.Contents.ShouldBe([Library.CsvHash]);

        Age(Grace * 2);
        await Collect(Grace * 2);
        _library.Contents.ShouldBeEmpty();
        (await _library.StateOf(id)).ShouldBe("DELETED");
        (await Collected()).ShouldBe(1);
    }

    [Fact]
    public async Task An_artifact_with_the_same_content_keeps_the_bytes_until_it_is_deleted_too()
    {
        var (gone, stays) = (await _library.Have("?artifact_id=a"), await _library.Have("?artifact_id=b"));
        await Deleted(gone);
        Age(Grace * 2);

        await Collect(Grace * 2);
        _library.Contents.ShouldBe([Library.CsvHash]);
        using (var answer = await _library.Download(stays)) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Collected()).ShouldBe(1);

        await Deleted(stays);
        Age(Grace * 2);
        await Collect(Grace * 2);
        _library.Contents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_organizations_artifact_keeps_only_its_own_bytes()
    {
        await Deleted(await _library.Have());
        var other = new Library(host);
        await other.Have();
        Age(Grace * 2);
        Age(Grace * 2, other);

        await Collect(Grace * 2);

        _library.Contents.ShouldBeEmpty();
        other.Contents.ShouldBe([Library.CsvHash]);
    }

    [Fact]
    public async Task Bytes_that_come_again_stay_even_before_they_have_an_artifact()
    {
        await Deleted(await _library.Have());
        Age(Grace * 2);
        // An upload under way: the bytes are kept, and the registration is still to come.
        await Store().WriteAsync(_library.Organization.Id, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Library.Csv)), 1000, CancellationToken.None);

        await Collect(Grace * 2);

        _library.Contents.ShouldBe([Library.CsvHash]);
        (await Collected()).ShouldBe(0);
        var id = await _library.Have("?artifact_id=again");
        using var answer = await _library.Download(id);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(Library.Csv);
    }

    [Fact]
    public async Task Uploads_and_collections_at_the_same_moment_lose_nothing()
    {
        for (var round = 0; round < 5; round++)
        {
            var text = $"{Library.Csv}{round}\n";
            await Deleted(await _library.Have($"?artifact_id=old-{round}", text));
            Age(Grace * 2);

            var collecting = Task.WhenAll(Collect(Grace * 2), Collect(Grace * 2));
            var id = await _library.Have($"?artifact_id=new-{round}", text);
            await collecting;

            using var answer = await _library.Download(id);
            (await answer.Content.ReadAsStringAsync()).ShouldBe(text);
        }
    }

    [Fact]
    public async Task Bytes_that_are_gone_already_are_no_fault()
    {
        await Deleted(await _library.Have());
        File.Delete(ContentPath(_library));

        await Collect(Grace * 2);

        (await Collected()).ShouldBe(1);
    }

    private async Task<string> Deleted(string id)
    {
        (await _library.Archive(id)).ShouldBe(HttpStatusCode.OK);
        (await _library.Delete(id)).ShouldBe(HttpStatusCode.OK);
        return id;
    }

    // As if so much time had passed since the deletion; how old the bytes are, the store's own clock says.
    private async Task Collect(TimeSpan later)
    {
        using var collector = new ContentCollector(host.Database, Store(), new CollectionSettings { Grace = Grace }, new LaterClock(later), NullLogger<ContentCollector>.Instance);
        await collector.CollectOnceAsync(CancellationToken.None);
    }

    private IContentStore Store() => host.Services.GetRequiredService<IContentStore>();

    // Nobody wrote or kept any of these bytes for so long.
    private void Age(TimeSpan by, Library? library = null)
    {
        foreach (var file in new DirectoryInfo(Path.Combine(host.ContentFolder, (library ?? _library).Organization.Id.ToString())).EnumerateFiles("*", SearchOption.AllDirectories))
            file.LastWriteTimeUtc = (TimeProvider.System.GetUtcNow() - by).UtcDateTime;
    }

    private string ContentPath(Library library) => Directory.EnumerateFiles(Path.Combine(host.ContentFolder, library.Organization.Id.ToString()), "*", SearchOption.AllDirectories).Single();

    private async Task<int> Collected() => int.Parse((await _library.Organization.Rows("select count(*) from artifacts where content_collected_at is not null"))[0], null);

    private sealed class LaterClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
