using IntentEngine.Messaging.Outbox;

namespace IntentEngine.Messaging.Direct;

public sealed class UnconfirmedTests : IDisposable
{
    private static readonly InvalidOperationException Refusal = new("refused");

    private readonly Unconfirmed _unconfirmed = new();

    public void Dispose() => _unconfirmed.Dispose();

    [Fact]
    public void Each_message_is_settled_by_its_own_number_or_one_after_it()
    {
        var batch = Published(5);

        _unconfirmed.Settle(2, multiple: false, null);
        Confirmed(batch).ShouldBe([1]);
        _unconfirmed.Settle(3, multiple: true, null);
        Confirmed(batch).ShouldBe([0, 1, 2]);
        _unconfirmed.Settle(4, multiple: false, Refusal);
        batch.Settled.IsCompleted.ShouldBeFalse();
        _unconfirmed.Settle(5, multiple: true, null);

        Confirmed(batch).ShouldBe([0, 1, 2, 4]);
        batch.Failure.ShouldBe(Refusal);
        batch.Settled.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_message_that_came_back_has_failed_though_it_is_confirmed()
    {
        var batch = Published(3);

        _unconfirmed.Returned(batch[1]!.MessageId.ToString());
        _unconfirmed.Settle(3, multiple: true, null);

        Confirmed(batch).ShouldBe([0, 2]);
        batch.Settled.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_in_flight_when_the_channel_closes_has_failed()
    {
        var (first, second) = (Published(2), Published(2));
        _unconfirmed.Settle(1, multiple: false, null);

        _unconfirmed.Close(Refusal);
        _unconfirmed.Settle(4, multiple: true, null);

        Confirmed(first).ShouldBe([0]);
        Confirmed(second).ShouldBeEmpty();
        second.Settled.IsCompleted.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => _unconfirmed.Add(second, 0));
        await Should.ThrowAsync<OperationCanceledException>(_unconfirmed.Room());
    }

    [Fact]
    public async Task There_is_room_for_as_many_as_are_settled_from_the_oldest_on()
    {
        var batch = new PublishBatch([.. Enumerable.Range(0, 5000).Select(_ => Message())]);
        for (var i = 0; i < 4096; i++)
        {
            await _unconfirmed.Room();
            _unconfirmed.Add(batch, i);
        }

        var waiting = _unconfirmed.Room();
        _unconfirmed.Settle(2, multiple: false, null);
        waiting.IsCompleted.ShouldBeFalse();

        _unconfirmed.Settle(1, multiple: false, null);
        await waiting;
        _unconfirmed.Add(batch, 4096);
        _unconfirmed.Settle(4097, multiple: true, null);
        Confirmed(batch).Length.ShouldBe(4097);
    }

    [Fact]
    public void A_batch_that_was_given_up_holds_no_message()
    {
        var batch = Published(2);

        batch.GiveUp();
        _unconfirmed.Returned(Guid.NewGuid().ToString());
        _unconfirmed.Settle(2, multiple: true, null);

        batch[0].ShouldBeNull();
        Confirmed(batch).ShouldBe([0, 1]);
    }

    private PublishBatch Published(int count)
    {
        var batch = new PublishBatch([.. Enumerable.Range(0, count).Select(_ => Message())]);
        for (var i = 0; i < count; i++) _unconfirmed.Add(batch, i);
        return batch;
    }

    private static int[] Confirmed(PublishBatch batch) => [.. Enumerable.Range(0, batch.Count).Where(batch.IsConfirmed)];

    private static OutgoingMessage Message() => new()
    {
        MessageId = Guid.CreateVersion7(),
        OrganizationId = Guid.NewGuid(),
        Service = "tests",
        Due = DateTimeOffset.UnixEpoch,
        Destination = "somewhere",
        MessageType = "urn:message:tests:something:v1",
        Body = [],
    };
}
