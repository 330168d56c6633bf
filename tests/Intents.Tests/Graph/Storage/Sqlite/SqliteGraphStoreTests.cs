using Microsoft.Data.Sqlite;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage.Sqlite;

public sealed class SqliteGraphStoreTests : DurableGraphStoreConformance
{
    private string Database => Path.Combine(Folder, "graph.db");

    private protected override IGraphStore Open(IGraphFacts facts) => SqliteGraphStore.Open(Folder, facts);

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_kept()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Database, new string('x', 5000), TestContext.Current.CancellationToken);

        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain("not a database");
        (await File.ReadAllTextAsync(Database, TestContext.Current.CancellationToken)).ShouldBe(new string('x', 5000));
    }

    [Fact]
    public async Task A_damaged_database_is_refused()
    {
        await Commit(Creates([.. Enumerable.Range(0, 200).Select(i => Intent($"i{i}", goal: new string('g', 500)))]));
        Close();
        var bytes = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        for (var at = 4096; at < bytes.Length; at += 1000) bytes.AsSpan(at, 100).Fill(0xff);
        await File.WriteAllBytesAsync(Database, bytes, TestContext.Current.CancellationToken);

        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain(Database);
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        Directory.CreateDirectory(Folder);
        Run("create table theirs (x)");

        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain("not a database of intent graphs");
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused()
    {
        await Commit(Creates(Intent("a")));
        Close();
        Run("pragma user_version = 2");

        Should.Throw<GraphStorageException>(() => Store).Message.ShouldContain("version 2");
    }

    [Fact]
    public async Task Commits_are_flushed_and_logged_ahead()
    {
        await Commit(Creates(Intent("a")));

        File.Exists($"{Database}-wal").ShouldBeTrue();
        Run("pragma journal_mode").ShouldBe("wal");
    }

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
