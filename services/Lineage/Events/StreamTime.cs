using System.Globalization;
using System.Security.Claims;
using IntentEngine.Hosting.Authentication;

namespace IntentEngine.Lineage.Events;

/// <summary>How long a live stream may stay open: as long as streams may, but no longer than the token it was opened with is good.</summary>
internal sealed class StreamTime(EventSettings settings, AuthenticationSettings authentication, TimeProvider clock)
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>What is left from now on: until the <c>exp</c> claim, in seconds since 1970, at most <see cref="EventSettings.StreamLifetime"/>; without that claim all of it.</summary>
    public TimeSpan LeftTo(ClaimsPrincipal caller)
    {
        if (!long.TryParse(caller.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return settings.StreamLifetime;
        var (now, expires) = (clock.GetUtcNow(), DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, Latest)));
        // For as long as clocks may differ a token is accepted after its end. A stream opened then lives until it is refused:
        // one that ended at once would be opened again and again.
        var left = (expires > now ? expires : expires + authentication.ClockSkew) - now;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < settings.StreamLifetime ? left : settings.StreamLifetime;
    }
}
