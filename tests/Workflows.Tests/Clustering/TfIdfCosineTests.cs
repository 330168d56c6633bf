using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Clustering;

public sealed class TfIdfCosineTests
{
    [Fact]
    public void Forms_of_one_word_are_the_same_term()
    {
        var alike = new TfIdfCosine().Over(["crm price", "pricing of CRMs"]);

        alike(0, 1).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void A_word_that_every_keyword_has_counts_less_than_a_rare_one()
    {
        var alike = new TfIdfCosine().Over(["crm pipeline", "crm invoice", "crm email", "quote pipeline"]);

        alike(0, 3).ShouldBeGreaterThan(alike(0, 1));
    }

    [Fact]
    public void A_text_of_stop_words_is_like_nothing_not_even_itself()
    {
        var alike = new TfIdfCosine().Over(["how to", "how to"]);

        alike(0, 1).ShouldBe(0);
    }
}
