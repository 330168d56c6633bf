using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using Shouldly;

namespace IntentEngine.Lineage.Similarity;

public sealed class FailureStatementsPropertyTests(LineageHost host)
{
    private static readonly Gen<Shape> Shapes =
        from id in Gen.Choose(0, 2)
        from sequence in Gen.Choose(1, 4)
        from status in Gen.Elements("running", "failed", "failed", "rolled_back", "completed")
        from message in Gen.Elements("quota of 5 used up", "quota of 6 used up", "no route to host", "model answered nonsense")
        from paths in Gen.Elements("a", "b", "c").ArrayOf(2)
        select new Shape(id, sequence, status, message, paths);

    [Fact]
    public void Any_order_repetition_and_batching_of_facts_gives_the_same_index() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll(
            (from count in Gen.Choose(1, 8)
             from shapes in Shapes.ArrayOf(count)
             from again in Gen.Elements(shapes).ArrayOf(3)
             from shuffled in Gen.Shuffle(shapes.Concat(again).ToArray())
             from size in Gen.Choose(1, 4)
             select (Shapes: shapes, Batches: shuffled.Chunk(size).ToArray())).ToArbitrary(),
            stream => Task.Run(async () =>
            {
                var (whole, pieces) = (host.NewOrganization(), host.NewOrganization());
                await whole.RecordAsync([.. stream.Shapes.Select(shape => shape.Fact(whole))]);
                foreach (var batch in stream.Batches) await pieces.RecordAsync([.. batch.Select(shape => shape.Fact(pieces))]);

                (await IndexAsync(pieces)).ShouldBe(await IndexAsync(whole));
            }).GetAwaiter().GetResult()));

    // Templates and bands of errors that a newer fact corrected may stay: they stand for no failure then. So only those in use are compared.
    private static Task<string> IndexAsync(Organization organization) => organization.ScalarAsync<string>("""
        select jsonb_pretty(jsonb_build_object(
            'failures', (select jsonb_agg(to_jsonb(f) - 'organization_id' order by f.execution_id) from failures f),
            'paths', (select jsonb_agg(to_jsonb(p) - 'organization_id' order by p.execution_id, p.path) from failure_paths p),
            'templates', (select jsonb_agg(to_jsonb(t) - 'organization_id' order by t.fingerprint) from error_templates t where exists (select from failures f where f.fingerprint = t.fingerprint)),
            'bands', (select jsonb_agg(to_jsonb(b) - 'organization_id' order by b.hash, b.fingerprint) from error_bands b where exists (select from failures f where f.fingerprint = b.fingerprint))))
        """);

    public sealed record Shape(int Id, int Sequence, string Status, string Message, string[] Paths)
    {
        internal ExecutionFact Fact(Organization organization) => SimilarByIdTests.Failed(organization, $"e{Id}", Message, Sequence, at: Id, Paths) with
        {
            Status = Status,
            FactId = NameBasedGuid.Create(Guid.Empty, $"{Id}/{Sequence}/{Status}/{Message}/{string.Join(',', Paths)}"),
        };
    }
}
