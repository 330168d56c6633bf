using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.Intents.Queries;

/// <summary>Where a page ended: time and id of its last intent. On the wire an opaque text that only the same list accepts.</summary>
/// <param name="Time">When the last intent was created, or changed when the list is ordered so.</param>
/// <param name="IntentId">Its id.</param>
internal sealed record IntentCursor(DateTimeOffset Time, string IntentId)
{
    private const int ListBytes = 8;
    private const int TimeBytes = sizeof(long);

    /// <summary>The cursor as it is sent.</summary>
    public string Write(IntentFilter list)
    {
        var id = Encoding.UTF8.GetBytes(IntentId);
        var bytes = new byte[ListBytes + TimeBytes + id.Length];
        Mark(list).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(ListBytes), Time.UtcTicks);
        id.CopyTo(bytes, ListBytes + TimeBytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The cursor that was sent. Null: it is none, or none of this list.</summary>
    public static IntentCursor? Read(string text, IntentFilter list)
    {
        if (text.Length > 400 || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= ListBytes + TimeBytes || !bytes.AsSpan(0, ListBytes).SequenceEqual(Mark(list))) return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(ListBytes));
        var id = Encoding.UTF8.GetString(bytes.AsSpan(ListBytes + TimeBytes));
        // What we wrote ourselves passes; what was made up must not reach the database.
        return ticks >= DateTimeOffset.UnixEpoch.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks && Lifecycle.IntentIds.AreWellFormed(id)
            ? new IntentCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
    }

    private static byte[] Mark(IntentFilter list) => SHA256.HashData(Encoding.UTF8.GetBytes(list.Identity))[..ListBytes];
}
