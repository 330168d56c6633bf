using System.Text.Json;

namespace IntentEngine.EndToEnd.Driving;

/// <summary>An answer over HTTP.</summary>
/// <param name="Status">Status code; 0: there was no answer.</param>
/// <param name="MediaType">Its content type.</param>
/// <param name="Body">Its body as text.</param>
internal sealed record Answer(int Status, string? MediaType, string Body)
{
    /// <summary>What it tells its sender.</summary>
    public Outcome Outcome => Status switch
    {
        >= 200 and < 300 => Outcome.Ok,
        >= 400 and < 500 and not 408 and not 429 => Outcome.Fail,
        _ => Outcome.Unknown,
    };

    /// <summary>Its body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
