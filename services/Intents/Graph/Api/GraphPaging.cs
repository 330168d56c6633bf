using System.Buffers.Text;
using System.Globalization;
using System.Text;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Graph.Model;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>Which page of a list of intents is wanted: the newest first, then the page behind a cursor.</summary>
internal sealed record GraphPaging
{
    internal const int DefaultLimit = 50;
    internal const int MaximumLimit = 200;

    /// <summary>How many intents, 1 to 200; default 50.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The next of the page before. Absent: the first page.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>How many, and behind which, with faults noted.</summary>
    public (int Limit, (DateTimeOffset, string)? After) Check(Validation faults)
    {
        faults.RequireRange(Limit ?? DefaultLimit, "limit", 1, MaximumLimit);
        var after = After is null ? null : Read(After);
        faults.Require(After is null || after is not null, "after", "expected the next of a page of this list; start again without it.");
        return (Limit ?? DefaultLimit, after);
    }

    /// <summary>The cursor of an intent.</summary>
    public static string CursorOf(StorableIntent intent) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{intent.CreatedAt.UtcTicks}:{intent.IntentId}")));

    private static (DateTimeOffset, string)? Read(string cursor)
    {
        if (!Base64Url.IsValid(cursor)) return null;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return text.Split(':', 2) is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? (new DateTimeOffset(at, TimeSpan.Zero), id)
            : null;
    }
}

/// <summary>A page of intents, newest first.</summary>
/// <param name="Intents">At most the limit.</param>
/// <param name="Next">What to ask for after this page. Null: it is the last.</param>
internal sealed record GraphPage(IReadOnlyList<StorableIntent> Intents, string? Next)
{
    /// <summary>The page of a list that was read one further than the limit.</summary>
    public static GraphPage Of(IReadOnlyList<StorableIntent> read, int limit) =>
        read.Count > limit ? new([.. read.Take(limit)], GraphPaging.CursorOf(read[limit - 1])) : new(read, null);
}
