using System.Globalization;
using System.Text.RegularExpressions;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Reads times as clients write them: with <c>Z</c>, an offset, a zone in brackets or no zone at all, with any number of fraction digits.</summary>
internal static partial class EventTime
{
    // Beyond these PostgreSQL or our own arithmetic could overflow; no event happened there.
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time in UTC, cut to microseconds as the database keeps them. No zone means UTC. Null: not a time between 1900 and 3000.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (text.Length > 100 || Shape().Match(text) is not { Success: true } parts) return null;
        var seconds = parts.Groups["second"] is { Success: true } s ? s.Value : "00";
        if (!DateTime.TryParseExact($"{parts.Groups["date"].Value}T{parts.Groups["minute"].Value}:{seconds}", "yyyy-MM-ddTHH:mm:ss",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        var fraction = parts.Groups["fraction"].Value.PadRight(6, '0')[..6];
        local = local.AddTicks(long.Parse(fraction, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond);
        if (Offset(parts.Groups["zone"].Value) is not { } offset || local.Year is < 1900 or > 3000) return null;
        var time = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc)) - offset;
        return time >= Earliest && time < Latest ? time : null;
    }

    private static TimeSpan? Offset(string zone)
    {
        if (zone is "" or "Z" or "z") return TimeSpan.Zero;
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var hours = int.Parse(digits[..2], CultureInfo.InvariantCulture);
        var minutes = digits.Length > 2 ? int.Parse(digits[2..4], CultureInfo.InvariantCulture) : 0;
        if (hours > 18 || minutes > 59) return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '-' ? -offset : offset;
    }

    [GeneratedRegex(@"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<minute>[0-9]{2}:[0-9]{2})(:(?<second>[0-9]{2})([.,](?<fraction>[0-9]{1,30}))?)?(?<zone>[Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?(\[[^\]]*\])?\z")]
    private static partial Regex Shape();
}
