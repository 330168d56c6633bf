using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IntentEngine.Lineage.Traversal;

/// <summary>Where a page ended, by its last entry. On the wire an opaque text that only the same question accepts.</summary>
/// <param name="Part">Part of a lineage; <see cref="Part.Above"/> in plain lists.</param>
/// <param name="Depth">Steps from the start, negative above it; 0 in plain lists.</param>
/// <param name="At">Time of the entry, as it is ordered by.</param>
/// <param name="Id">Its id.</param>
internal sealed record Position(Part Part, int Depth, DateTimeOffset At, string Id)
{
    private const int MarkBytes = 8;
    private const int FixedBytes = MarkBytes + 1 + sizeof(int) + sizeof(long);
    private const int MostCharacters = 8_000;

    // Throws on what is no UTF-8, which we never write.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The cursor as it is sent.</summary>
    /// <param name="question">The route with all that decides which entries there are and in which order; not the size of a page.</param>
    public string Write(string question)
    {
        var id = Encoding.UTF8.GetBytes(Id);
        var bytes = new byte[FixedBytes + id.Length];
        Mark(question).CopyTo(bytes, 0);
        bytes[MarkBytes] = (byte)Part;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(MarkBytes + 1), Depth);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(MarkBytes + 1 + sizeof(int)), At.UtcTicks);
        id.CopyTo(bytes, FixedBytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The position that was sent. Null: it is none, or none of this question.</summary>
    public static Position? Read(string text, string question)
    {
        if (text.Length > MostCharacters || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= FixedBytes || !bytes.AsSpan(0, MarkBytes).SequenceEqual(Mark(question))) return null;
        var depth = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(MarkBytes + 1));
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(MarkBytes + 1 + sizeof(int)));
        // What we wrote ourselves passes; what was made up must not reach the database.
        if (bytes[MarkBytes] > (byte)Part.Beside || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks || Id(bytes) is not { } id) return null;
        return new Position((Part)bytes[MarkBytes], depth, new DateTimeOffset(ticks, TimeSpan.Zero), id);

        static string? Id(byte[] bytes)
        {
            try
            {
                var id = Strict.GetString(bytes.AsSpan(FixedBytes));
                return id.Contains('\0', StringComparison.Ordinal) ? null : id;
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }

    private static byte[] Mark(string question) => SHA256.HashData(Encoding.UTF8.GetBytes(question))[..MarkBytes];
}
