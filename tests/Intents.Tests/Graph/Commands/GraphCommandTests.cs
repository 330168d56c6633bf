using System.Diagnostics;
using IntentEngine.Hosting.Startup;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Archive;
using IntentEngine.Intents.Graph.Storage.Files;
using IntentEngine.Intents.Graph.Storage.Postgres;
using IntentEngine.Intents.Graph.Storage.Sqlite;
using IntentEngine.Intents.Hosts;
using Microsoft.Extensions.Logging.Abstractions;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Commands;

public sealed class GraphCommandTests(IntentsHost host) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graph-").FullName;
    private readonly Guid _organization = Guid.NewGuid();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_graph_goes_round_all_backends_and_comes_back_as_it_was()
    {
        var before = await Fill(Sqlite);
        await Migrate(Sqlite, Archive);
        await Migrate(Archive, File);
        await MigrateToPostgres(File);

        (await Digest(new PostgresGraphStore(host.Database))).ShouldBe(before);
        foreach (var open in new[] { Archive, File })
        {
            var store = open();
            (await Digest(store)).ShouldBe(before);
            (store as IDisposable)!.Dispose();
        }
    }

    [Fact]
    public async Task A_target_that_has_the_organization_is_refused_untouched_unless_it_may_be_replaced()
    {
        var before = await Fill(Sqlite);
        await Fill(File, Intent("theirs"));

        (await Should.ThrowAsync<StartupException>(() => Migrate(Sqlite, File))).Message.ShouldContain("--replace");
        using (var untouched = (FolderGraphStore)File()) (await untouched.ListAsync(_organization, new GraphFilter(), Cancel)).ShouldHaveSingleItem().IntentId.ShouldBe("theirs");

        await Migrate(Sqlite, File, replace: true);
        await Migrate(Sqlite, File, replace: true);
        using var store = (FolderGraphStore)File();
        GraphDigest.Of(await store.ExportAsync(_organization, Cancel), []).ShouldBe(await ContentDigest(Sqlite));
        // What was there keeps its history; what came is there once, however often it is copied.
        (await store.ExportHistoryAsync(_organization, Cancel)).Select(h => h.IntentId).ShouldBe(["theirs", "a", "full"]);
        before.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_program_itself_migrates_and_checks()
    {
        await Fill(Sqlite);
        (await Run("graph", "migrate", "--from", $"sqlite:{_folder}/sqlite", "--to", $"archive:{_folder}/archive")).ShouldBe((0, "1 organizations copied from sqlite to archive"), new Contains());
        (await Run("graph", "check", "--store", $"archive:{_folder}/archive")).ShouldBe((0, $"{_organization}: 2 intents, 1 edges, 2 lines of history"), new Contains());
        (await Run("graph", "migrate", "--from", $"sqlite:{_folder}/sqlite", "--to", "postgres",
            $"--Intents:Database:App={host.Connections.App}", $"--Intents:Database:Worker={host.Connections.Worker}")).ShouldBe((0, "copied from sqlite to postgres"), new Contains());
        (await Run("graph", "migrate", "--from", $"sqlite:{_folder}/sqlite", "--to", $"archive:{_folder}/archive")).ShouldBe((1, "--replace"), new Contains());

        var content = Directory.GetFiles(Path.Combine(_folder, "archive"), "*.json", SearchOption.AllDirectories).First(f => Path.GetFileName(f) != "index.json");
        await System.IO.File.AppendAllTextAsync(content, " ", Cancel);
        (await Run("graph", "check", "--store", $"archive:{_folder}/archive")).ShouldBe((1, "does not match its name"), new Contains());
    }

    [Fact]
    public async Task A_migration_that_is_killed_leaves_whole_graphs_and_can_be_done_again()
    {
        using (var source = (SqliteGraphStore)Sqlite())
            for (var i = 0; i < 60; i++)
                await source.CommitAsync(Guid.NewGuid(), Creates(Intent("a"), Intent("b"), Full("c")) with { Edges = [Edge("a", "b"), Edge("b", "c")] }, Cancel);

        using (var program = Start("graph", "migrate", "--from", $"sqlite:{_folder}/sqlite", "--to", $"archive:{_folder}/archive"))
        {
            for (var lines = 0; lines < 5 && await program.StandardOutput.ReadLineAsync(Cancel) is not null;) lines++;
            program.Kill();
            await program.WaitForExitAsync(Cancel);
        }

        using (var half = (FolderGraphStore)Archive())
        {
            var arrived = await half.OrganizationsAsync(Cancel);
            arrived.Count.ShouldBeInRange(5, 59);
            foreach (var organization in arrived) (await half.ExportAsync(organization, Cancel)).ShouldSatisfyAllConditions(g => g.Intents.Count.ShouldBe(3), g => g.Edges.Count.ShouldBe(2));
        }

        await Migrate(Sqlite, Archive, replace: true);
        using var whole = (FolderGraphStore)Archive();
        (await whole.OrganizationsAsync(Cancel)).Count.ShouldBe(60);
    }

    [Theory]
    [InlineData("graph")]
    [InlineData("graph", "migrate", "--from", "postgres")]
    [InlineData("graph", "migrate", "--from", "postgres", "--to", "postgres")]
    [InlineData("graph", "migrate", "--from", "memory", "--to", "postgres")]
    [InlineData("graph", "check", "--store", "file:")]
    [InlineData("graph", "check", "--store")]
    [InlineData("graph", "polish", "--store", "postgres")]
    public void A_command_that_is_not_understood_says_what_is_expected(params string[] args) =>
        Should.Throw<StartupException>(() => GraphCommandLine.Parse(args[1..])).Message.ShouldContain(args.Length == 6 || args[^1] == "file:" ? "Expected" : "Usage");

    private IGraphStore Sqlite() => SqliteGraphStore.Open(Path.Combine(_folder, "sqlite"), new FactLog());

    private IGraphStore File() => FolderGraphStore.Open(new SingleFileLayout(Path.Combine(_folder, "file")), new FactLog(), NullLogger.Instance);

    private IGraphStore Archive() => FolderGraphStore.Open(new ArchiveLayout(Path.Combine(_folder, "archive")), new FactLog(), NullLogger.Instance);

    private async Task<string> Fill(Func<IGraphStore> open, params StorableIntent[] intents)
    {
        var store = open();
        using var closes = store as IDisposable;
        await store.CommitAsync(_organization, intents.Length > 0 ? Creates(intents) : Creates(Intent("a"), Full("full")) with { Edges = [Edge("a", "full", weight: 0.3)] }, Cancel);
        return await Digest(store);
    }

    private async Task<string> Digest(IGraphStore store) => GraphDigest.Of(await store.ExportAsync(_organization, Cancel), await store.ExportHistoryAsync(_organization, Cancel));

    private async Task<string> ContentDigest(Func<IGraphStore> open)
    {
        var store = open();
        using var closes = store as IDisposable;
        return GraphDigest.Of(await store.ExportAsync(_organization, Cancel), []);
    }

    private static async Task Migrate(Func<IGraphStore> from, Func<IGraphStore> to, bool replace = false)
    {
        var (source, target) = (from(), to());
        using var closesSource = source as IDisposable;
        using var closesTarget = target as IDisposable;
        await new GraphMigration(source, target, _ => { }).Run(replace, Cancel);
    }

    private async Task MigrateToPostgres(Func<IGraphStore> from)
    {
        var source = from();
        using var closes = source as IDisposable;
        await new GraphMigration(source, new PostgresGraphStore(host.Database), _ => { }).Run(false, Cancel);
    }

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [typeof(IntentsService).Assembly.Location, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<(int Code, string Said)> Run(params string[] args)
    {
        using var program = Start(args);
        var (output, error) = (program.StandardOutput.ReadToEndAsync(Cancel), program.StandardError.ReadToEndAsync(Cancel));
        await program.WaitForExitAsync(Cancel);
        return (program.ExitCode, await output + await error);
    }

    /// <summary>The same code, and an output that contains the expected one.</summary>
    private sealed class Contains : IEqualityComparer<(int Code, string Said)>
    {
        public bool Equals((int Code, string Said) x, (int Code, string Said) y) =>
            x.Code == y.Code && (x.Said.Contains(y.Said, StringComparison.Ordinal) || y.Said.Contains(x.Said, StringComparison.Ordinal));

        public int GetHashCode((int Code, string Said) obj) => obj.Code;
    }
}
