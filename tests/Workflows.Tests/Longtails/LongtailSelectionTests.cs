using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Providers.KeywordData;
using IntentEngine.Workflows.ProviderCalls;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Longtails;

public sealed class LongtailSelectionTests
{
    private static readonly Gen<Keyword> AnyKeyword =
        from text in Gen.Elements("crm", "CRM tools", "crm tools ", "free crm", "best crm", "crm pricing", "what is crm", "crm for agencies", " ")
        from volume in Gen.Elements<long?>(null, 0, 10, 10, 900)
        from competition in Gen.Elements<double?>(null, 0.1, 0.9)
        select Samples.Keyword(text, volume, competition);

    private static readonly Gen<Found[]> AnyFound =
        from all in (from seed in Gen.Elements("crm", "free crm", "sales")
                     from method in Gen.Elements(Enum.GetValues<ExpansionMethod>())
                     from keywords in AnyKeyword.ArrayOf()
                     select new Found(seed, method, keywords)).ArrayOf()
        select all.DistinctBy(f => (f.Seed, f.Method)).ToArray();

    [Fact]
    public void At_most_three_per_method_and_twelve_per_seed()
    {
        Found[] found = [.. Enum.GetValues<ExpansionMethod>().Select(method => new Found("crm", method, [.. Enumerable.Range(0, 9).Select(i => Samples.Keyword($"crm {method} {i}", i))]))];

        var longtails = Choose(found);

        longtails.Count.ShouldBe(12);
        longtails.CountBy(k => k.Method).ShouldAllBe(count => count.Value == 3);
        Choose(found, new LongtailLimits { PerSeed = 7 }).CountBy(k => k.Method).Select(c => c.Value).Order().ShouldBe([1, 3, 3]);
    }

    [Fact]
    public void A_keyword_belongs_to_the_first_method_that_names_it_and_is_counted_once()
    {
        var longtails = Choose(
            new Found("crm", ExpansionMethod.Questions, [Samples.Keyword("CRM Tools ", 50)]),
            new Found("crm", ExpansionMethod.Related, [Samples.Keyword("crm tools", 50)]),
            new Found("sales", ExpansionMethod.Related, [Samples.Keyword("crm tools", 50)]));

        longtails.ShouldHaveSingleItem().ShouldSatisfyAllConditions(k => k.Method.ShouldBe(ExpansionMethod.Related), k => k.Seed.ShouldBe("crm"));
    }

    [Fact]
    public void What_a_duplicate_frees_is_filled_by_the_next_best()
    {
        var longtails = Choose(
            new Found("crm", ExpansionMethod.Related, [Samples.Keyword("a", 9), Samples.Keyword("b", 8), Samples.Keyword("c", 7)]),
            new Found("crm", ExpansionMethod.Variations, [Samples.Keyword("a", 9), Samples.Keyword("crm", 99), Samples.Keyword("d", 6), Samples.Keyword("e", 5), Samples.Keyword("f", 4)]));

        longtails.Select(k => k.Keyword).ShouldBe(["a", "b", "c", "d", "e", "f"]);
    }

    [Fact]
    public void The_order_is_demand_then_competition_then_method_then_text()
    {
        var longtails = Choose(
            new Found("s", ExpansionMethod.Questions, [Samples.Keyword("e", 10, 0.5)]),
            new Found("s", ExpansionMethod.Related, [Samples.Keyword("unmeasured"), Samples.Keyword("d", 10, 0.5), Samples.Keyword("b", 10, 0.1)]),
            new Found("t", ExpansionMethod.Related, [Samples.Keyword("f", 10), Samples.Keyword("a", 20, 0.9), Samples.Keyword("c", 10, 0.5)]));

        longtails.Select(k => k.Keyword).ShouldBe(["a", "b", "c", "d", "e", "f", "unmeasured"]);
    }

    [Fact]
    public void A_workflow_keeps_no_more_than_its_limit() =>
        Choose([.. Enumerable.Range(0, 400).Select(i => new Found($"seed {i}", ExpansionMethod.Related, [.. Enumerable.Range(0, 3).Select(j => Samples.Keyword($"k{i}-{j}", i))]))])
            .Count.ShouldBe(1000);

    [Fact]
    public void Limits_hold_nothing_is_twice_and_no_seed_is_its_own_longtail() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnyFound.ToArbitrary(), found =>
        {
            var longtails = Choose(found);
            return longtails.Select(k => k.Keyword).Distinct().Count() == longtails.Count
                && longtails.All(k => k.Keyword.Length > 0 && k.Keyword != k.Seed)
                && longtails.CountBy(k => (k.Seed, k.Method)).All(count => count.Value <= 3);
        }));

    [Fact]
    public void The_order_of_the_answers_does_not_matter() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnyFound.ToArbitrary(), found =>
        {
            // Seeds keep their order of precedence; methods and keywords come in any.
            Found[] turned = [.. found.GroupBy(f => f.Seed).SelectMany(seed => seed.Reverse()).Select(f => f with { Keywords = [.. f.Keywords.Reverse()] })];
            Found[] grouped = [.. found.GroupBy(f => f.Seed).SelectMany(seed => seed)];
            return Texts(Choose(grouped)) == Texts(Choose(turned));
        }));

    private static string Texts(IReadOnlyList<LongtailKeyword> longtails) => JsonSerializer.Serialize(longtails.Select(k => (k.Keyword, k.Seed, k.Method)));

    private static IReadOnlyList<LongtailKeyword> Choose(params Found[] found) => Choose(found, new LongtailLimits());

    private static IReadOnlyList<LongtailKeyword> Choose(Found[] found, LongtailLimits limits) => LongtailSelection.Choose(FixedContext.Workflow, found, limits);
}
