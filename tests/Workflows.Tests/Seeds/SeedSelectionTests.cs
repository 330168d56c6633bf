using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Competitors;
using IntentEngine.Workflows.ProviderCalls;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Seeds;

public sealed class SeedSelectionTests
{
    private static readonly IcpAlignment Alignment = new(Samples.Icp);

    [Fact]
    public void The_three_most_searched_aligned_keywords_are_the_seeds()
    {
        var seeds = Choose(Samples.Competitor("pipestar.com",
            ("sales software", 100), ("cat videos", 90_000), ("crm", 900), ("sales pipeline", 500), ("email automation", 400), ("sales crm", null)));

        seeds.Select(s => s.Keyword).ShouldBe(["crm", "sales pipeline", "email automation"]);
        seeds.ShouldAllBe(s => s.IcpAligned && s.Alignment >= IcpAlignment.Aligned && s.SourceCompetitor == "https://pipestar.com/");
    }

    [Fact]
    public void Fewer_aligned_ones_are_not_filled_up()
    {
        var seeds = Choose(Samples.Competitor("pipestar.com", ("cat videos", 90_000), ("crm", 900)));

        seeds.ShouldHaveSingleItem().Keyword.ShouldBe("crm");
    }

    [Fact]
    public void A_competitor_without_an_aligned_keyword_still_yields_its_most_searched_ones_marked()
    {
        var seeds = Choose(Samples.Competitor("pipestar.com", ("cat videos", 90), ("dog videos", 80), ("bird videos", 70), ("fish videos", 60)));

        seeds.Select(s => s.Keyword).ShouldBe(["cat videos", "dog videos", "bird videos"]);
        seeds.ShouldAllBe(s => !s.IcpAligned && s.Alignment == 0);
    }

    [Fact]
    public void The_same_words_in_another_form_or_order_are_one_seed_of_a_competitor() =>
        Choose(Samples.Competitor("pipestar.com", ("sales pipeline", 90), ("pipelines for sales", 80), ("pipeline sales", 70), ("crm", 5)))
            .Select(s => s.Keyword).ShouldBe(["sales pipeline", "crm"]);

    [Fact]
    public void Keywords_that_name_the_competitor_are_left_out_while_others_remain()
    {
        Choose(Samples.Competitor("pipestar.com", ("pipestar crm", 90_000), ("crm", 5))).ShouldHaveSingleItem().Keyword.ShouldBe("crm");
        Choose(Samples.Competitor("pipestar.com", ("pipestar crm", 90_000))).ShouldHaveSingleItem().Keyword.ShouldBe("pipestar crm");
    }

    [Fact]
    public void The_same_keyword_of_two_competitors_is_one_seed_with_two_sources()
    {
        var seeds = Choose(Samples.Competitor("pipestar.com", (" CRM ", 900)), Samples.Competitor("closerly.io", ("crm", 1000), ("sales pipeline", 10)));

        seeds.Select(s => s.Keyword).ShouldBe(["crm", "sales pipeline"]);
        seeds[0].Sources.ShouldBe(["https://pipestar.com/", "https://closerly.io/"]);
        seeds[0].Volume.ShouldBe(1000);
    }

    [Fact]
    public void Ids_are_the_same_on_every_run_of_a_workflow_and_differ_between_workflows()
    {
        var competitor = Samples.Competitor("pipestar.com", ("crm", 900));

        Choose(competitor)[0].Id.ShouldBe(NameBasedGuid.Create(FixedContext.Workflow, "seed:crm"));
        SeedSelection.Choose(Guid.NewGuid(), [competitor], Alignment)[0].Id.ShouldNotBe(Choose(competitor)[0].Id);
    }

    [Fact]
    public void Every_competitor_with_keywords_yields_one_to_three_seeds_whatever_their_order() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            (from texts in Gen.Elements("crm", "sales pipeline", "pipestar crm", "cat videos", "email", "best deal", "how to").NonEmptyListOf()
             from volume in Gen.Elements<long?>(null, 0, 10, 10, 900)
             from keywords in Gen.Constant(texts.Select((text, i) => (text, volume is null ? null : volume + (i % 2))).ToArray())
             from shuffled in Gen.Shuffle(keywords)
             select (keywords, shuffled)).ToArbitrary(),
            x =>
            {
                var seeds = Choose(Samples.Competitor("pipestar.com", x.keywords));
                return seeds.Count is >= 1 and <= 3
                    && JsonSerializer.Serialize(seeds) == JsonSerializer.Serialize(Choose(Samples.Competitor("pipestar.com", x.shuffled)));
            }));

    private static IReadOnlyList<SeedKeyword> Choose(params CompetitorProfile[] competitors) => SeedSelection.Choose(FixedContext.Workflow, competitors, Alignment);
}
