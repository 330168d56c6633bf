using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Whose tokens are accepted. Section <c>Authentication</c>.</summary>
public sealed record AuthenticationSettings
{
    /// <summary>
    /// Base address of the OIDC issuer; its discovery document names the keys. HTTPS outside Development.
    /// Null: no issuer, which is allowed in Development with a <see cref="DevelopmentKeyFile"/> only.
    /// </summary>
    public Uri? Authority { get; init; }

    /// <summary>The <c>aud</c> a token must name, compared exactly. Default <c>intent-engine</c>.</summary>
    [Required(AllowEmptyStrings = false), StringLength(255)]
    public string Audience { get; init; } = "intent-engine";

    /// <summary>Clock difference tolerated, 0 to 60 seconds. Default 60 seconds. Source: RFC 8725, spec reliability §4.3.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest <c>exp − iat</c> of an issuer's token, 1 minute to 1 hour. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan MaximumLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Least time between two readings of the issuer's keys, 1 second to 1 hour. Default 30 seconds: tokens with made-up key ids
    /// must not become requests to the issuer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeyRefreshInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// File with the key that signs development tokens; made when missing. Refused at start outside the Development environment.
    /// Null: development tokens are not accepted.
    /// </summary>
    public string? DevelopmentKeyFile { get; init; }
}
