using Microsoft.Data.Sqlite;

namespace IntentEngine.Intents.Graph.Storage.Sqlite;

/// <summary>The tables of a SQLite file, and how its connections are set.</summary>
internal static class SqliteSchema
{
    /// <summary>Written into the file, so that nobody opens another program's database by mistake: "IEGr".</summary>
    internal const int ApplicationId = 0x49454772;

    private const int Version = 1;

    private const string Tables = """
        create table intents (
            organization text not null,
            intent_id    text not null,
            created_at   integer not null,
            updated_at   integer not null,
            status       text not null,
            priority     integer not null,
            parent       text,
            body         text not null,
            primary key (organization, intent_id)
        ) without rowid;
        create index intents_newest on intents (organization, created_at desc, intent_id);
        create index intents_parent on intents (organization, parent) where parent is not null;
        create table edges (
            organization text not null,
            from_intent  text not null,
            to_intent    text not null,
            edge_type    text not null,
            body         text not null,
            primary key (organization, from_intent, to_intent, edge_type)
        ) without rowid;
        create index edges_to on edges (organization, to_intent);
        create table history (
            entry        integer primary key autoincrement,
            organization text not null,
            intent_id    text not null,
            body         text not null
        );
        create index history_intent on history (organization, intent_id, entry);
        """;

    /// <summary>Makes the tables, or checks that they are ours; then checks the file's structure.</summary>
    /// <exception cref="GraphStorageException">The file is another program's, of a later version, or damaged.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        var (application, version) = (Whole(connection, "pragma application_id"), Whole(connection, "pragma user_version"));
        if (application == 0 && version == 0 && Whole(connection, "select count(*) from sqlite_master") == 0)
        {
            Run(connection, "pragma journal_mode = wal");
            Run(connection, $"begin immediate; {Tables} pragma application_id = {ApplicationId}; pragma user_version = {Version}; commit;");
            return;
        }

        if (application != ApplicationId) throw new GraphStorageException($"{path} is not a database of intent graphs; choose another Intents:Graph:Folder.");
        if (version != Version) throw new GraphStorageException($"{path} has version {version}; this program reads version {Version}. Use the program that wrote it, or a later one.");
        if (Text(connection, "pragma quick_check(1)") is var found && found != "ok")
            throw new GraphStorageException($"{path} is damaged: {found}. It was left as it is. Put a good copy in its place, restore a backup into an empty folder, or move the file away to begin anew.");
    }

    /// <summary>What each writing connection needs: a commit returns when it is on the disk.</summary>
    public static void MakeDurable(SqliteConnection connection) => Run(connection, "pragma synchronous = full");

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Whole(SqliteConnection connection, string sql) => long.Parse(Text(connection, sql), System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
