using System.Text.Json;
using System.Text.Json.Serialization;
using IntentEngine.Contracts;

namespace IntentEngine.Workflows.Parsing;

/// <summary>How somebody wants a file read: <c>parse_options</c> of a <c>parse_content</c> intent (seed 000, phase 5). Everything has a default.</summary>
public sealed record ParseOptions
{
    /// <summary>What separates the cells of a CSV: one of <c>,</c> <c>;</c> tab <c>|</c> or another ASCII character. Null: found by looking.</summary>
    public string? Delimiter { get; init; }

    /// <summary><c>utf-8</c>, <c>utf-16</c>, <c>utf-16be</c>, <c>utf-32</c>, <c>windows-1252</c> or <c>iso-8859-1</c>. Null: found by looking.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether the first row of a CSV names the columns; default true. Without: <c>column_1</c>, <c>column_2</c> …</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Rows of a CSV that are longer or shorter than the first: refuse them (default), or pad the shorter and name the further columns.</summary>
    public RaggedRows RaggedRows { get; init; } = RaggedRows.Fail;

    /// <summary>Columns of the same name: the later ones get a number (default), or the file is refused.</summary>
    public DuplicateHeaders DuplicateHeaders { get; init; } = DuplicateHeaders.Rename;

    /// <summary>Longest chunk of text, in characters; 100 to 20,000, default 1,000.</summary>
    public int ChunkSize { get; init; } = 1_000;

    private static readonly JsonSerializerOptions Strict = new(ContractJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false };

    /// <summary>Reads them as they stand in an intent's context.</summary>
    /// <param name="options">A JSON object; null or absent: the defaults.</param>
    /// <exception cref="ParseException">An option is unknown or out of its range.</exception>
    public static ParseOptions Read(JsonElement? options)
    {
        if (options is not { } given || given.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return new ParseOptions();
        if (given.ValueKind != JsonValueKind.Object) throw new ParseException($"parse_options: expected a JSON object; came {given.ValueKind.ToString().ToLowerInvariant()}.");
        try
        {
            var read = given.Deserialize<ParseOptions>(Strict)!;
            return read.Problem() is { } problem ? throw new ParseException($"parse_options: {problem}") : read;
        }
        catch (JsonException unreadable)
        {
            throw new ParseException($"parse_options{unreadable.Path?.TrimStart('$')}: expected the options {Known} with values of their types; came something else. Remove or correct it.");
        }
    }

    /// <summary>The same text for options that mean the same, whether a default was written out or not.</summary>
    public string Canonical() => JsonSerializer.Serialize(this, ContractJson.Options);

    private const string Known = "delimiter, encoding, has_header, ragged_rows (fail, pad), duplicate_headers (rename, fail), chunk_size";

    private string? Problem() => this switch
    {
        { Delimiter: { } delimiter } when delimiter.Length != 1 || delimiter[0] is '"' or '\r' or '\n' or '\0' || char.IsLetterOrDigit(delimiter[0]) || !char.IsAscii(delimiter[0]) =>
            "delimiter: expected one ASCII character that is no letter, digit, quote or line break.",
        { ChunkSize: < 100 or > 20_000 } => $"chunk_size: expected 100 to 20000; came {ChunkSize}.",
        { Encoding: { } encoding } when !Sources.SourceText.Encodings.ContainsKey(encoding) =>
            $"encoding: expected one of {string.Join(", ", Sources.SourceText.Encodings.Keys)}; came '{(encoding.Length <= 50 ? encoding : encoding[..50] + "…")}'.",
        _ => null,
    };
}
