using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts.Intents;
using IntentEngine.Lineage.Artifacts;
using IntentEngine.Messaging;
using IntentEngine.Support;
using MassTransit;
using Shouldly;

namespace IntentEngine.Lineage.Projection;

/// <summary>The index as the artifact registry's facts make it.</summary>
public sealed class RegistryFactsTests(LineageHost host)
{
    private static readonly ArtifactState[] Life = [ArtifactState.Pending, ArtifactState.Ready, ArtifactState.Archived, ArtifactState.Deleted];

    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task An_upload_appears_in_the_index_with_what_it_can_be_used_for()
    {
        await Publish(Registered("file-1", ArtifactState.Ready) with { Artifact = Description("file-1", ArtifactState.Ready) with { DisplayName = "stock.csv", RunId = "intent-1" } });

        var listed = await Listed("file-1");
        (listed.ArtifactType, listed.LifecycleState, listed.DisplayName, listed.RunId).ShouldBe(("file", "READY", "stock.csv", "intent-1"));
        listed.EligibleFor.ShouldBe(["parse_content", "save_materialization"]);
        (listed.Lineage.Generation, listed.Lineage.RootArtifactId, listed.Lineage.DerivationIntent).ShouldBe((0, "file-1", "ingest_file"));
        (await _acme.GetAsync<ArtifactList.Page>("/api/artifact-index?eligible_for=parse_content")).Total.ShouldBe(1);
        (await _acme.GetAsync<ArtifactList.Page>("/api/artifact-index?eligible_for=extract_embeddings")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_put_away_leaves_the_list()
    {
        await Publish(Registered("file-1", ArtifactState.Pending));
        await Publish(Changed("file-1", 2, ArtifactState.Ready));
        await Publish(Changed("file-1", 4, ArtifactState.Deleted));
        await Publish(Changed("file-1", 3, ArtifactState.Archived));

        await Eventually.Holds(async () => await _acme.ScalarAsync<long>("select count(*) from inbox") == 4, "four facts");
        (await _acme.GetAsync<ArtifactList.Page>("/api/artifact-index")).Total.ShouldBe(0);
        (await _acme.GetAsync<ArtifactList.Page>("/api/artifact-index?state=DELETED")).Artifacts.ShouldHaveSingleItem().CreatedAt.ShouldBe(Organization.Moment(1));
    }

    [Fact]
    public async Task A_later_fact_alone_says_since_when_it_exists()
    {
        await Publish(Changed("file-1", 3, ArtifactState.Archived));

        var listed = await Listed("file-1");
        (listed.LifecycleState, listed.CreatedAt, listed.UpdatedAt).ShouldBe(("ARCHIVED", Organization.Moment(1), Organization.Moment(3)));
    }

    [Fact]
    public void The_name_joins_the_descriptor_unless_that_has_one()
    {
        var plain = Description("a", ArtifactState.Ready) with { DisplayName = "shown" };

        Descriptor(plain).ShouldBe("""{"display_name":"shown"}""");
        Descriptor(plain with { SemanticDescriptor = JsonSerializer.SerializeToElement(new { schema = "rows" }) }).ShouldBe("""{"schema":"rows","display_name":"shown"}""");
        Descriptor(plain with { SemanticDescriptor = JsonSerializer.SerializeToElement(new { display_name = "own" }) }).ShouldBe("""{"display_name":"own"}""");
        RegistryFacts.Of(_acme.Id, Description("a", ArtifactState.Ready)).Single().SemanticDescriptor.ShouldBeNull();
    }

    [Fact]
    public void Any_order_and_repetition_of_facts_gives_the_same_index() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Streams.ToArbitrary(), stream => Task.Run(async () =>
        {
            var (ordered, shuffled) = (host.NewOrganization(), host.NewOrganization());
            await ordered.RecordAsync([.. Facts(ordered, stream.Versions)]);
            foreach (var (artifact, version) in stream.Told) await shuffled.RecordAsync([.. Facts(shuffled, artifact, version)]);

            (await shuffled.TablesAsync()).ShouldBe(await ordered.TablesAsync());
            foreach (var (versions, artifact) in stream.Versions.Select((count, index) => (count, $"a{index}")))
            {
                var entry = await shuffled.GetAsync<ArtifactSummary>($"/api/artifact-index/{artifact}");
                (entry.LifecycleState, entry.Lineage.Generation, entry.Lineage.RootArtifactId).ShouldBe((Life[versions - 1].ToString().ToUpperInvariant(), int.Parse(artifact[1..], null), "a0"));
            }
        }).GetAwaiter().GetResult()));

    // A chain of artifacts, each with some of its life behind it, told in any order with repetitions.
    private static readonly Gen<Stream> Streams =
        from count in Gen.Choose(1, 4)
        from versions in Gen.Choose(1, 4).ArrayOf(count)
        let all = versions.SelectMany((most, artifact) => Enumerable.Range(1, most).Select(version => (artifact, version))).ToArray()
        from again in Gen.Elements(all).ArrayOf(3)
        from told in Gen.Shuffle(all.Concat(again).ToArray())
        select new Stream(versions, told);

    public sealed record Stream(int[] Versions, (int Artifact, int Version)[] Told);

    private static IEnumerable<Contracts.Lineage.ArtifactFact> Facts(Organization organization, int[] versions) =>
        versions.SelectMany((most, artifact) => Enumerable.Range(1, most).SelectMany(version => Facts(organization, artifact, version)));

    private static IReadOnlyList<Contracts.Lineage.ArtifactFact> Facts(Organization organization, int artifact, int version) => RegistryFacts.Of(
        organization.Id,
        Description($"a{artifact}", Life[version - 1], version) with { ParentArtifacts = artifact == 0 ? [] : [$"a{artifact - 1}"] });

    private static string Descriptor(ArtifactDescription artifact) => RegistryFacts.Of(Guid.NewGuid(), artifact).Single().SemanticDescriptor!.Value.GetRawText();

    private ArtifactRegistered Registered(string id, ArtifactState state) => new() { OrganizationId = _acme.Id, Artifact = Description(id, state) };

    private ArtifactStateChanged Changed(string id, int version, ArtifactState state) => new() { OrganizationId = _acme.Id, FromState = Life[version - 2], Artifact = Description(id, state, version) };

    private static ArtifactDescription Description(string id, ArtifactState state, int version = 1) => new()
    {
        ArtifactId = id,
        ArtifactType = "file",
        LifecycleState = state,
        Version = version,
        CreatedAt = Organization.Moment(1),
        UpdatedAt = Organization.Moment(version),
        DerivationIntent = "ingest_file",
        DerivationRunId = "upload-1",
        Generation = 0,
        RootArtifactId = id,
    };

    private async Task<ArtifactSummary> Listed(string id) => await Eventually.Gives(
        async () => (await _acme.GetAsync<ArtifactList.Page>("/api/artifact-index")).Artifacts.SingleOrDefault(artifact => artifact.ArtifactId == id), $"{id} in the index");

    private async Task Publish<T>(T fact) where T : class
    {
        var exchange = await host.Service<IBus>().GetSendEndpoint(new Uri($"exchange:{MessageName.Exchange<T>()}"));
        await exchange.Send(fact, Pipe.Execute<SendContext<T>>(context =>
        {
            context.Headers.Set(MessageHeaders.MessageType, MessageName.Urn<T>());
            context.Headers.Set(MessageHeaderNames.Organization, _acme.Id.ToString());
        }));
    }
}
