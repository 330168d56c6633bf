using IntentEngine.Support;

namespace IntentEngine.Workflows.LineageFeed;

public sealed class UnconfirmedBatchesTests
{
    private readonly FakeClock _clock = new();
    private readonly UnconfirmedBatches _batches;

    public UnconfirmedBatchesTests() => _batches = new UnconfirmedBatches(_clock);

    [Fact]
    public void What_is_on_its_way_is_left_out_until_it_is_recorded()
    {
        _batches.Add([1, 2, 3]);
        _batches.Add([7, 8]);
        _batches.Rows.ShouldBe([1, 2, 3, 7, 8]);
        _batches.OneOfEach.ShouldBe([1, 7]);

        _batches.Review(new HashSet<long> { 7 }).ShouldBe(0);
        _batches.Rows.ShouldBe([7, 8]);

        _batches.Review(new HashSet<long>()).ShouldBe(0);
        _batches.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_waited_for_in_vain_is_read_again()
    {
        _batches.Add([1]);
        _clock.Advance(UnconfirmedBatches.Patience - TimeSpan.FromSeconds(1));
        _batches.Add([2]);
        _batches.Review(new HashSet<long> { 1, 2 }).ShouldBe(0);

        _clock.Advance(TimeSpan.FromSeconds(1));

        _batches.Review(new HashSet<long> { 1, 2 }).ShouldBe(1);
        _batches.Rows.ShouldBe([2]);
    }

    [Fact]
    public void A_Lineage_that_lags_behind_is_not_sent_ever_more()
    {
        for (var i = 0; i < UnconfirmedBatches.Most; i++)
        {
            _batches.IsFull.ShouldBeFalse();
            _batches.Add([i]);
        }

        _batches.IsFull.ShouldBeTrue();
    }
}
