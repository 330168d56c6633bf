using IntentEngine.Hosting.Migrations;
using IntentEngine.Hosting.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;

namespace IntentEngine.Hosting.Database;

public sealed class OrganizationIsolationTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int NotesEach = 200;
    private static readonly Guid Acme = Guid.Parse("0aaaaaaa-0000-4000-8000-000000000001");
    private static readonly Guid Bolt = Guid.Parse("0bbbbbbb-0000-4000-8000-000000000002");

    private ServiceProvider services = null!;
    private NpgsqlDataSource pool = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        await new Migrator(database, MigratorTests.Source("isolated")).UpAsync();
        foreach (var organization in new[] { Acme, Bolt })
            await MigratorTests.ScalarAsync(
                new NpgsqlConnectionStringBuilder(postgres.Server.ConnectionString) { Database = new NpgsqlConnectionStringBuilder(database.App).Database }.ConnectionString,
                $"select seed_notes('{organization}', {NotesEach})");
        // Fewer connections than users, no reset between them: the hardest case for a leak.
        pool = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.App) { MaxPoolSize = 4, NoResetOnClose = true, Timeout = 30 }.ConnectionString);
        services = new ServiceCollection().AddScoped<OrganizationContext>().AddOrganizationDbContext<NotesDb>(_ => pool).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await pool.DisposeAsync();
    }

    [Fact]
    public async Task Two_organizations_hammering_one_pool_with_cancels_see_only_their_own()
    {
        var cancelled = 0;
        var read = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1200), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (turn, _) =>
        {
            var organization = turn % 2 == 0 ? Acme : Bolt;
            await using var scope = For(organization, out var db);
            using var patience = new CancellationTokenSource();
            if (turn % 5 == 0) patience.CancelAfter(TimeSpan.FromMilliseconds(turn % 7));
            try
            {
                var notes = turn % 5 == 0
                    ? await db.Notes.FromSqlRaw("select n.* from notes n, pg_sleep(0.02)").ToListAsync(patience.Token)
                    : await db.Notes.OrderBy(n => n.Id).Skip(turn % 3).ToListAsync(patience.Token);
                notes.ShouldAllBe(n => n.OrganizationId == organization);
                Interlocked.Add(ref read, notes.Count);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
            }
            if (turn % 11 == 0) (await CountWithoutOrganizationAsync()).ShouldBe(0L);
        });

        cancelled.ShouldBeGreaterThan(50);
        read.ShouldBeGreaterThan(900 * (NotesEach - 3));
        (await CountWithoutOrganizationAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task Reading_for_nobody_throws_and_sends_nothing()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotesDb>();

        (await Should.ThrowAsync<InvalidOperationException>(db.Notes.ToListAsync())).Message.ShouldContain("No organization");
    }

    [Fact]
    public async Task Every_way_of_reading_gives_the_query_its_own_result()
    {
        await using var scope = For(Acme, out var db);

        (await db.Notes.CountAsync()).ShouldBe(NotesEach);
        db.Notes.Count().ShouldBe(NotesEach);
        (await db.Notes.SingleAsync(n => n.Id == 7)).Text.ShouldBe("note 7");
        (await db.Notes.AnyAsync(n => n.OrganizationId == Bolt)).ShouldBeFalse();
        (await db.Database.SqlQuery<long>($"select max(id) as \"Value\" from notes").SingleAsync()).ShouldBe(NotesEach);
        var ids = new List<long>();
        await foreach (var note in db.Notes.OrderBy(n => n.Id).AsAsyncEnumerable()) ids.Add(note.Id);
        ids.Count.ShouldBe(NotesEach);
    }

    [Fact]
    public async Task Two_queries_in_one_transaction_both_run_for_the_organization()
    {
        await using var scope = For(Bolt, out var db);
        await using var transaction = await db.Database.BeginTransactionAsync();

        (await db.Notes.CountAsync()).ShouldBe(NotesEach);
        (await db.Notes.Where(n => n.Id <= 3).ExecuteUpdateAsync(n => n.SetProperty(x => x.Text, "changed"))).ShouldBe(3);
        (await db.Notes.CountAsync(n => n.Text == "changed")).ShouldBe(3);
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task Writing_another_organizations_row_is_refused_by_the_database()
    {
        await using var scope = For(Acme, out var db);

        (await db.Notes.Where(n => n.OrganizationId == Bolt).ExecuteUpdateAsync(n => n.SetProperty(x => x.Text, "mine"))).ShouldBe(0);
        (await Should.ThrowAsync<PostgresException>(db.Database.ExecuteSqlAsync($"insert into notes values ({Bolt}, 9999, 'mine')")))
            .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_context_tracks_nothing_and_saves_nothing()
    {
        await using var scope = For(Acme, out var db);

        await db.Notes.FirstAsync();
        db.ChangeTracker.Entries().ShouldBeEmpty();
        db.Add(new Note { OrganizationId = Acme, Id = 10_000, Text = "x" });
        await Should.ThrowAsync<InvalidOperationException>(db.SaveChangesAsync());
    }

    private AsyncServiceScope For(Guid organization, out NotesDb db)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganizationContext>().Set(organization, "tester");
        db = scope.ServiceProvider.GetRequiredService<NotesDb>();
        return scope;
    }

    private async Task<object?> CountWithoutOrganizationAsync()
    {
        await using var command = pool.CreateCommand("select count(*) from notes");
        return await command.ExecuteScalarAsync();
    }

    internal sealed class Note
    {
        public required Guid OrganizationId { get; init; }

        public required long Id { get; init; }

        public required string Text { get; init; }
    }

    internal sealed class NotesDb(DbContextOptions<NotesDb> options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>(note =>
        {
            note.ToTable("notes").HasKey(n => new { n.OrganizationId, n.Id });
            note.Property(n => n.OrganizationId).HasColumnName("organization_id");
            note.Property(n => n.Id).HasColumnName("id");
            note.Property(n => n.Text).HasColumnName("text");
        });
    }
}
