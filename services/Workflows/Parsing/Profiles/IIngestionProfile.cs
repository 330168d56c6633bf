using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>What somebody wants to see in a file (spec semantics §2.1). Pure.</summary>
internal interface IIngestionProfile
{
    /// <summary>Name on the wire, e.g. <c>structured</c>.</summary>
    string Name { get; }

    /// <summary>Writes the profile's members into the open object of the parsed document.</summary>
    /// <returns>How many records: rows, chunks, steps or entities.</returns>
    /// <exception cref="ParseException">The content has nothing of what the profile wants; says which profile fits.</exception>
    int Write(Utf8JsonWriter json, SourceContent content, ParseOptions options);
}
