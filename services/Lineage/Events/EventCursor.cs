using System.Globalization;

namespace IntentEngine.Lineage.Events;

/// <summary>How far a reader of events has come. As text <c>17</c>, or <c>23-17</c> within events that came late to their correlation.</summary>
/// <param name="Moment">Position at which what was read last became part of what is read.</param>
/// <param name="Position">Its own position; equal to the moment but for executions that came late to their correlation.</param>
internal readonly record struct EventCursor(long Moment, long Position)
{
    /// <summary>Before everything.</summary>
    public static EventCursor Start => default;

    /// <summary>After everything up to a position.</summary>
    public static EventCursor At(long position) => new(position, position);

    /// <summary>The cursor a client sent; null: it is none.</summary>
    public static EventCursor? Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length > 2 || !Number(parts[0], out var moment)) return null;
        if (parts.Length == 1) return At(moment);
        return Number(parts[1], out var position) && position <= moment ? new EventCursor(moment, position) : null;
    }

    public override string ToString() => Moment == Position
        ? Moment.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Moment}-{Position}");

    private static bool Number(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
