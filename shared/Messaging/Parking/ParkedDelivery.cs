namespace IntentEngine.Messaging.Parking;

/// <summary>A delivery as parking keeps it.</summary>
/// <param name="MessageId">Its id. Null: it has none.</param>
/// <param name="Headers">As they came; names may repeat.</param>
/// <param name="Body">As it came.</param>
/// <param name="Redelivered">Whether it came before.</param>
internal sealed record ParkedDelivery(Guid? MessageId, IEnumerable<KeyValuePair<string, object>> Headers, byte[] Body, bool Redelivered);
