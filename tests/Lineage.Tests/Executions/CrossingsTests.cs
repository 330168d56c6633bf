using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Hosting.Migrations;
using IntentEngine.Messaging.Database;
using Shouldly;

namespace IntentEngine.Lineage.Executions;

/// <summary>Whole correlations are fetched at once; that an edge leaves one is noted with its lower end, whatever comes when.</summary>
public sealed class CrossingsTests(LineageHost host)
{
    private const string Noted = "select coalesce(string_agg(execution_id || ' from ' || crossed_from, ', ' order by execution_id), '') from executions where crossed_from is not null";

    private const string True = """
        select coalesce(string_agg(c.execution_id || ' from ' || p.effective_correlation_id, ', ' order by c.execution_id), '')
        from executions c join executions p on p.organization_id = c.organization_id and p.execution_id = c.parent_execution_id and p.effective_correlation_id <> c.effective_correlation_id
        """;

    private static readonly Gen<Told> Facts =
        from id in Gen.Choose(0, 7)
        from parent in Gen.Choose(-2, 7)
        from correlation in Gen.Choose(-3, 2)
        from sequence in Gen.Choose(1, 4)
        select new Told(id, parent, correlation, sequence);

    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public void Edges_between_correlations_are_noted_in_whatever_order_and_batches_executions_change() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Facts.ArrayOf(5).ArrayOf(5).ToArbitrary(), batches => Task.Run(async () =>
        {
            var organization = host.NewOrganization();
            foreach (var batch in batches)
            {
                await organization.RecordAsync([.. batch.Select(told => told.In(organization))]);
                (await organization.ScalarAsync<string>(Noted)).ShouldBe(await organization.ScalarAsync<string>(True));
            }
        }).GetAwaiter().GetResult()));

    [Fact]
    public async Task A_correlation_that_is_inherited_late_takes_the_note_away()
    {
        await _acme.RecordAsync(_acme.Execution("top", correlation: "task"));
        await _acme.RecordAsync(_acme.Execution("low", parent: "middle"));
        await _acme.RecordAsync(_acme.Execution("lowest", parent: "low", correlation: "other"));
        (await _acme.ScalarAsync<string>(Noted)).ShouldBe("lowest from low");

        await _acme.RecordAsync(_acme.Execution("middle", parent: "top"));

        (await _acme.ScalarAsync<string>(Noted)).ShouldBe("lowest from task");
    }

    [Fact]
    public async Task Executions_of_before_are_noted_by_the_upgrade()
    {
        var options = await host.NewDatabaseAsync("crossings_migration");
        var migrator = new Migrator(
            options,
            new MigrationSource("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations."),
            new MigrationSource("lineage", typeof(LineageService).Assembly, "IntentEngine.Lineage.Migrations."));
        await migrator.UpAsync(TestContext.Current.CancellationToken);
        await migrator.DownToAsync("lineage", 6, TestContext.Current.CancellationToken);
        await using var owner = host.Superuser(options);
        await using (var insert = owner.CreateCommand($"""
            insert into executions (organization_id, execution_id, correlation_id, parent_execution_id, name, status, sequence, fact_id, updated_at)
            select '{_acme.Id}', id, correlation, parent, 'x', 'completed', 1, gen_random_uuid(), now()
            from (values ('a', 'one', null), ('b', 'one', 'a'), ('c', 'two', 'b'), ('d', 'two', 'missing')) as v (id, correlation, parent)
            """))
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await migrator.UpAsync(TestContext.Current.CancellationToken);

        await using var noted = owner.CreateCommand(Noted);
        (await noted.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("c from one");
    }

    /// <summary>What is told of an execution: a parent below 0 is none, a correlation below 0 is not told.</summary>
    private sealed record Told(int Id, int Parent, int Correlation, int Sequence)
    {
        public ExecutionFact In(Organization organization) =>
            organization.Execution($"e{Id}", Sequence, "running", Parent < 0 ? null : $"e{Parent}", Correlation < 0 ? null : $"c{Correlation}");
    }
}
