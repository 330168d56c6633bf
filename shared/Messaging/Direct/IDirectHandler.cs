namespace IntentEngine.Messaging.Direct;

/// <summary>Handles the messages of a queue that has too many for a pipeline per message: reads the body itself and decides many at a time.</summary>
/// <remarks>Registered as a singleton; called for many messages at once. The same messages are handled by ordinary consumers where the transport is in memory.</remarks>
public interface IDirectHandler
{
    /// <summary>Handles one message; it is acknowledged when the task ends.</summary>
    /// <param name="message">The delivery.</param>
    /// <param name="cancel">The process stops; the message then goes back to the queue.</param>
    /// <returns>False: nobody here knows its type, and it is parked.</returns>
    /// <exception cref="Exception">What passes by itself (<see cref="Database.TransientFaults"/>) is tried again; for anything else the message is parked.</exception>
    Task<bool> Handle(DirectMessage message, CancellationToken cancel);
}
