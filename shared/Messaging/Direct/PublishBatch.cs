using IntentEngine.Messaging.Outbox;

namespace IntentEngine.Messaging.Direct;

/// <summary>Messages of one commit on their way to the broker, and which of them it has confirmed.</summary>
internal sealed class PublishBatch(OutgoingMessage[] messages)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool[] _confirmed = new bool[messages.Length];
    private OutgoingMessage[]? _messages = messages;
    private int _open = messages.Length;

    public int Count => _confirmed.Length;

    /// <summary>Ends when each message is confirmed or has failed.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Why a message failed; of several the last. Null: none has, so far.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>A message that is still to be confirmed. Null: nobody waits for it any more.</summary>
    public OutgoingMessage? this[int index] => Volatile.Read(ref _messages)?[index];

    public bool IsGivenUp => Volatile.Read(ref _messages) is null;

    /// <summary>Lets go of the messages: who waited for them has given up.</summary>
    public void GiveUp() => Volatile.Write(ref _messages, null);

    public bool IsConfirmed(int index) => Volatile.Read(ref _confirmed[index]);

    public void Confirm(int index)
    {
        Volatile.Write(ref _confirmed[index], true);
        Settle();
    }

    public void Fail(Exception why)
    {
        Failure = why;
        Settle();
    }

    public void FailAll(Exception why)
    {
        for (var i = 0; i < Count; i++) Fail(why);
    }

    private void Settle()
    {
        if (Interlocked.Decrement(ref _open) == 0) _settled.TrySetResult();
    }
}
