using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts.Lineage;
using Shouldly;

namespace IntentEngine.Lineage.Projection;

/// <summary>P4: any permutation and duplication of a stream gives the same tables, and they say what the facts say.</summary>
public sealed class LineageProjectorPropertyTests(LineageHost host)
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(80);

    // Six executions, one parent nobody tells of: circles, self-parents, dangling parents and changes of parent all occur.
    private static readonly Gen<ExecutionShape> AnExecution =
        from id in Gen.Choose(0, 5)
        from sequence in Gen.Choose(1, 3)
        from variant in Gen.Choose(0, 1)
        from parent in Gen.Frequency((1, Gen.Constant<int?>(null)), (4, Gen.Choose(0, 6).Select(i => (int?)i)))
        from correlation in Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Gen.Elements("c0", "e1").Select(c => (string?)c)))
        select new ExecutionShape(id, sequence, variant, parent, correlation);

    private static readonly Gen<ArtifactShape> AnArtifact =
        from id in Gen.Choose(0, 5)
        from sequence in Gen.Choose(1, 3)
        from count in Gen.Choose(0, 3)
        from parents in Gen.Choose(0, 6).ArrayOf(count)
        select new ArtifactShape(id, sequence, parents);

    [Fact]
    public void Any_order_repetition_and_batching_of_execution_facts_gives_the_same_tables() =>
        Check.One(Quick, Prop.ForAll(Streams(AnExecution).ToArbitrary(), stream => Same(
            stream, (organization, shape) => shape.Fact(organization), facts => new RecordLineage { Executions = facts },
            async (organization, facts) =>
            {
                var expected = ReferenceLineage.Correlations(facts);
                foreach (var (id, correlation) in expected)
                    (await organization.GetAsync<Executions.ExecutionById.Response>($"/executions/{id}")).Execution.CorrelationId.ShouldBe(correlation, id);
            })));

    [Fact]
    public void Any_order_repetition_and_batching_of_artifact_facts_gives_the_same_tables() =>
        Check.One(Quick, Prop.ForAll(Streams(AnArtifact).ToArbitrary(), stream => Same(
            stream, (organization, shape) => shape.Fact(organization), facts => new RecordLineage { Artifacts = facts },
            async (organization, facts) =>
            {
                var expected = ReferenceLineage.Derivations(facts);
                foreach (var (id, derivation) in expected)
                {
                    var lineage = (await organization.GetAsync<Artifacts.ArtifactSummary>($"/api/artifact-index/{id}")).Lineage;
                    (lineage.Generation, lineage.RootArtifactId).ShouldBe(derivation, id);
                }
            })));

    private void Same<TShape, TFact>(
        Stream<TShape> stream, Func<Organization, TShape, TFact> fact, Func<TFact[], RecordLineage> message, Func<Organization, TFact[], Task> check) => Task.Run(async () =>
    {
        var (whole, pieces) = (host.NewOrganization(), host.NewOrganization());
        await whole.RecordAsync(message([.. stream.Shapes.Select(shape => fact(whole, shape))]));
        foreach (var batch in stream.Batches) await pieces.RecordAsync(message([.. batch.Select(shape => fact(pieces, shape))]));

        (await pieces.TablesAsync()).ShouldBe(await whole.TablesAsync());
        await check(pieces, [.. stream.Shapes.Select(shape => fact(pieces, shape))]);
    }).GetAwaiter().GetResult();

    private static Gen<Stream<TShape>> Streams<TShape>(Gen<TShape> shape) =>
        from count in Gen.Choose(1, 12)
        from shapes in shape.ArrayOf(count)
        from again in Gen.Elements(shapes).ArrayOf(3)
        from shuffled in Gen.Shuffle(shapes.Concat(again).ToArray())
        from size in Gen.Choose(1, 5)
        select new Stream<TShape>(shapes, [.. shuffled.Chunk(size)]);

    public sealed record Stream<TShape>(TShape[] Shapes, TShape[][] Batches);

    public sealed record ExecutionShape(int Id, int Sequence, int Variant, int? Parent, string? Correlation)
    {
        internal ExecutionFact Fact(Organization organization) => Fixed(organization.Execution(
            $"e{Id}", Sequence, Variant == 0 ? "running" : "completed", Parent is { } p ? $"e{p}" : null, Correlation, at: Id));

        // Facts of one age are told apart by their id, which must not depend on the organization for two of them to be compared.
        private ExecutionFact Fixed(ExecutionFact fact) => fact with { FactId = Contracts.NameBasedGuid.Create(Guid.Empty, ToString()) };
    }

    public sealed record ArtifactShape(int Id, int Sequence, int[] Parents)
    {
        internal ArtifactFact Fact(Organization organization)
        {
            string[] parents = [.. Parents.Select(p => $"a{p}")];
            var fact = organization.Artifact($"a{Id}", Sequence, at: (Id * 7 + Sequence * 3) % 5, parents: parents);
            return fact with { FactId = Contracts.NameBasedGuid.Create(Guid.Empty, $"{Id}/{Sequence}/{string.Join(',', parents)}") };
        }
    }
}
