using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Longtails;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Filtering;

public sealed class KeywordFilterTests
{
    private static readonly Gen<LongtailKeyword[]> AnyKeywords =
        (from word in Gen.Elements("crm", "seo tool", "seo tools", "seo-tools", "best crm software", "best crm softwares", "crm pricing", "crm prices", "email")
         from volume in Gen.Elements<long?>(null, 0, 99, 100, 100, 5000)
         from id in Gen.Choose(0, 1_000_000)
         select Keyword(word, volume, id)).ArrayOf();

    [Theory]
    [InlineData("SEO tools", "seo-tools", true)]
    [InlineData("seo tool", "seo tools", true)]
    [InlineData("best crm software", "best crm softwares", true)]
    [InlineData("crm pricing", "crm prices", false)]
    [InlineData("email marketing", "email marketing tips", false)]
    public void Keywords_alike_by_85_percent_are_one(string a, string b, bool duplicate)
    {
        var result = Filter(Keyword(a, 200), Keyword(b, 900));

        result.Breakdown.Duplicates.ShouldBe(duplicate ? 1 : 0);
        result.Keywords[0].Keyword.ShouldBe(b);
        if (duplicate) result.Removed.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Keyword.ShouldBe(a), r => r.DuplicateOf.ShouldBe(b));
    }

    [Theory]
    [InlineData(100L, 100L, null)]
    [InlineData(99L, 100L, FilterReason.LowVolume)]
    [InlineData(0L, 100L, FilterReason.LowVolume)]
    [InlineData(null, 100L, FilterReason.Unmeasured)]
    [InlineData(null, 0L, null)]
    [InlineData(0L, 0L, null)]
    public void Demand_must_be_shown_to_reach_the_minimum(long? volume, long minimum, FilterReason? reason)
    {
        var result = KeywordFilter.Apply([Keyword("crm", volume)], new FilteringOptions { MinSearchVolume = minimum });

        result.Removed.Select(r => (FilterReason?)r.Reason).SingleOrDefault().ShouldBe(reason);
        result.Keywords.Count.ShouldBe(reason is null ? 1 : 0);
    }

    [Fact]
    public void Equal_demand_keeps_the_first_by_text_then_by_id()
    {
        Filter(Keyword("seo tools", 100), Keyword("seo tool", 100)).Keywords.ShouldHaveSingleItem().Keyword.ShouldBe("seo tool");
        Filter(Keyword("seo", 100, 2), Keyword("seo", 100, 1)).Keywords.ShouldHaveSingleItem().Id.ShouldBe(Keyword("seo", 100, 1).Id);
    }

    [Fact]
    public void Off_brand_is_judged_only_when_asked_and_last()
    {
        LongtailKeyword[] keywords = [Keyword("laxmi automobiles", 900), Keyword("crm", 500), Keyword("marathi", 5)];

        KeywordFilter.Apply(keywords, new FilteringOptions()).Breakdown.OffBrand.ShouldBe(0);
        KeywordFilter.Apply(keywords, new FilteringOptions(), text => text != "crm").Breakdown.ShouldBe(new FilterBreakdown(0, 1, 0, 1));
    }

    [Fact]
    public void Everything_filtered_out_is_an_empty_result() =>
        Filter(Keyword("crm", 1), Keyword("seo", 2)).ShouldSatisfyAllConditions(r => r.Keywords.ShouldBeEmpty(), r => r.Filtered.ShouldBe(2), r => r.Total.ShouldBe(2));

    [Fact]
    public void Filtering_what_was_kept_removes_nothing() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnyKeywords.ToArbitrary(), keywords => Filter(Filter(keywords).Keywords.ToArray()).Filtered == 0));

    [Fact]
    public void The_order_of_the_input_does_not_matter() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            (from keywords in AnyKeywords from shuffled in Gen.Shuffle(keywords) select (keywords, shuffled)).ToArbitrary(),
            x => Text(Filter(x.keywords)) == Text(Filter(x.shuffled))));

    [Fact]
    public void Numbers_add_up() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnyKeywords.ToArbitrary(), keywords =>
        {
            var r = Filter(keywords);
            return r.Total == keywords.Length && r.Filtered + r.Keywords.Count == r.Total
                && r.Filtered == r.Breakdown.Duplicates + r.Breakdown.LowVolume + r.Breakdown.Unmeasured + r.Breakdown.OffBrand;
        }));

    [Fact]
    public void A_thousand_keywords_take_less_than_two_seconds()
    {
        var keywords = Enumerable.Range(0, 1000).Select(i => Keyword($"best crm software number {i * 7919 % 100_003} for agencies", 1000 - (i % 7), i)).ToArray();
        var started = TimeProvider.System.GetTimestamp();

        KeywordFilter.Apply(keywords, new FilteringOptions()).Total.ShouldBe(1000);

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    private static FilteredKeywords Filter(params LongtailKeyword[] keywords) => KeywordFilter.Apply(keywords, new FilteringOptions());

    private static string Text(FilteredKeywords result) => JsonSerializer.Serialize(result);

    // Only the id may be random: two longtails of one workflow never share it.
    private static LongtailKeyword Keyword(string text, long? volume, int id = 0) => new()
    {
        Id = NameBasedGuid.Create(Guid.Empty, $"{text}{id}"),
        Keyword = text,
        Volume = volume,
        Method = ExpansionMethod.Related,
        Seed = "seed",
    };
}
