using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.Execution;

/// <summary>By what a <c>parse_content</c> intent is executed: its stored context, else the older name in it, else what the request says (spec semantics §2.1).</summary>
internal sealed record ParseParameters
{
    private ParseParameters(JsonElement context, string profile, bool adds)
    {
        Context = context;
        IngestionProfile = profile;
        Adds = adds;
    }

    /// <summary>The stored context with what the request added to it.</summary>
    public JsonElement Context { get; }

    /// <summary>The profile that counts.</summary>
    public string IngestionProfile { get; }

    /// <summary>Whether the request added something, so that the context must be stored anew: a retry has to find it.</summary>
    public bool Adds { get; }

    /// <summary>Puts them together.</summary>
    /// <returns>The parameters, or why the intent cannot be executed by them.</returns>
    public static (ParseParameters? Parameters, string? Problem) Of(JsonElement stored, ExecutionWish wish)
    {
        foreach (var name in (string[])["ingestion_profile", "parsing_type", "file_type"])
        {
            if (Value(stored, name) is { ValueKind: not JsonValueKind.String } other)
                return (null, $"The intent's context.{name} must be a text; it is {Kind(other)}. Create the intent anew with a text there.");
        }

        var context = JsonObject.Create(stored)!;
        var adds = false;
        Add("ingestion_profile", Value(stored, "parsing_type") is null ? wish.IngestionProfile : null);
        Add("file_type", wish.FileType);
        Add("parse_options", wish.ParseOptions is { } options ? JsonObject.Create(options) : null);

        var profile = context["ingestion_profile"]?.GetValue<string>() ?? context["parsing_type"]?.GetValue<string>();
        if (profile is null) return (null, $"The intent has no ingestion_profile. Choose one of {Known}: send it as ingestion_profile.");
        return ParseContent.Profiles.Contains(profile)
            ? (new ParseParameters(adds ? JsonSerializer.SerializeToElement(context) : stored, profile, adds), null)
            : (null, $"Expected an ingestion_profile of {Known}; the intent's context says '{(profile.Length <= 50 ? profile : profile[..50] + "…")}'. Create the intent anew with one of these; it takes this one's place.");

        void Add(string name, JsonNode? value)
        {
            if (value is null || Value(stored, name) is not null) return;
            context[name] = value;
            adds = true;
        }
    }

    private static string Known => string.Join(", ", ParseContent.Profiles);

    private static JsonElement? Value(JsonElement stored, string name) => stored.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
