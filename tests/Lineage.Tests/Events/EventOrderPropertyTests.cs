using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using Shouldly;

namespace IntentEngine.Lineage.Events;

/// <summary>P4 with events among the states: late, early, twice, in any batches.</summary>
public sealed class EventOrderPropertyTests(LineageHost host)
{
    private static readonly Gen<Told> One =
        from id in Gen.Choose(0, 3)
        from sequence in Gen.Choose(1, 6)
        from isState in Gen.Elements(true, false)
        from parent in Gen.Frequency((2, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 3).Select(i => (int?)i)))
        select new Told(id, sequence, isState, parent);

    private static readonly Gen<Story> Stories =
        from count in Gen.Choose(1, 14)
        from all in One.ArrayOf(count)
        let distinct = all.DistinctBy(told => (told.Execution, told.Sequence)).ToArray()
        from again in Gen.Elements(distinct).ArrayOf(4)
        from shuffled in Gen.Shuffle(distinct.Concat(again).ToArray())
        from size in Gen.Choose(1, 4)
        select new Story(distinct, [.. shuffled.Chunk(size)]);

    [Fact]
    public void Any_order_repetition_and_batching_gives_the_same_log_and_every_reader_gets_each_event_once() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(Stories.ToArbitrary(), story => Task.Run(async () =>
        {
            var (whole, pieces) = (host.NewOrganization(), host.NewOrganization());
            await whole.RecordAsync(Message(whole, story.All));
            var (cursor, followed) = ("0", new List<Guid>());
            var (ofTask, came) = ("0", new List<Guid>());
            foreach (var batch in story.Batches)
            {
                await pieces.RecordAsync(Message(pieces, batch));
                (cursor, followed) = await FollowAsync(pieces, "/executions/events", cursor, followed);
                // The correlation may not be known yet; a reader begins when it is.
                if (await pieces.ScalarAsync<bool>("select exists (select from executions where effective_correlation_id = 'task')"))
                    (ofTask, came) = await FollowAsync(pieces, "/executions/correlation/task/events", ofTask, came);
            }

            (await pieces.TablesAsync()).ShouldBe(await whole.TablesAsync());
            followed.ShouldBe(story.All.Select(told => told.Identity), ignoreOrder: true);
            var members = await pieces.ScalarAsync<Guid[]>(
                "select coalesce(array_agg(e.fact_id), '{}') from execution_events e join executions x using (organization_id, execution_id) where x.effective_correlation_id = 'task'");
            // Who left the correlation again may have been shown in the meantime; nobody who is in it is missing.
            members.ShouldBeSubsetOf(came);
        }).GetAwaiter().GetResult()));

    private static async Task<(string Cursor, List<Guid> Events)> FollowAsync(Organization organization, string path, string cursor, List<Guid> before)
    {
        while (true)
        {
            var page = await organization.GetAsync<EventList.Response>($"{path}?after={cursor}&limit=2");
            before.AddRange(page.Events.Select(e => e.EventId));
            cursor = page.Next;
            if (!page.HasMore) return (cursor, before);
        }
    }

    private static RecordLineage Message(Organization organization, Told[] told) => new()
    {
        Executions = [.. told.Where(t => t.IsState).Select(t => t.State(organization))],
        Events = [.. told.Where(t => !t.IsState).Select(t => t.Event(organization))],
    };

    public sealed record Story(Told[] All, Told[][] Batches);

    public sealed record Told(int Execution, int Sequence, bool IsState, int? Parent)
    {
        internal Guid Identity => NameBasedGuid.Create(Guid.Empty, ToString());

        internal ExecutionFact State(Organization organization) =>
            organization.Execution($"e{Execution}", Sequence, "running", Parent is { } p ? $"e{p}" : null, Parent is null ? "task" : null) with { FactId = Identity };

        internal ExecutionEvent Event(Organization organization) => organization.Event($"e{Execution}", Sequence, "test_passed") with { EventId = Identity };
    }
}
