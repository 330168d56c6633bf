using System.Security.Cryptography;
using System.Text.Json;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Workflows.Parsing.Steps;

/// <summary>Output of step 0: what is parsed, how, and what the result will be called.</summary>
internal sealed record ParsePlan
{
    // Part of every key: parsing that makes something else of the same file must not be taken for what was made before.
    private const string ParserVersion = "v1";

    /// <summary>The file.</summary>
    public required ArtifactContent Source { get; init; }

    /// <summary>The profile.</summary>
    public required string IngestionProfile { get; init; }

    /// <summary>The file's type.</summary>
    public required string FileType { get; init; }

    /// <summary>The options, with their defaults.</summary>
    public required ParseOptions ParseOptions { get; init; }

    /// <summary>Names the work: hash of artifact, profile, type and options (spec semantics §2.3). The same key means the same result.</summary>
    public required string ParseKey { get; init; }

    /// <summary>The artifact that is made.</summary>
    public required string ParsedArtifactId { get; init; }

    /// <summary>Decides how to parse.</summary>
    /// <exception cref="ParseException">Profile, type or options are not known.</exception>
    public static ParsePlan Of(ParseJob job)
    {
        if (job.IngestionProfile is not { } profile || !ParseContent.Profiles.Contains(profile))
            throw new ParseException($"Expected an ingestion_profile of {string.Join(", ", ParseContent.Profiles)}; came {(job.IngestionProfile is { } came ? $"'{(came.Length <= 50 ? came : came[..50] + "…")}'" : "none")}.");
        var options = ParseOptions.Read(job.ParseOptions);
        var type = FileTypes.Of(job.FileType, job.Source.Format, job.Source.DisplayName);
        var key = Key([ParserVersion, job.Source.ArtifactId, profile, type, options.Canonical()]);
        return new ParsePlan { Source = job.Source, IngestionProfile = profile, FileType = type, ParseOptions = options, ParseKey = key, ParsedArtifactId = $"parsed-{key[..32]}" };
    }

    // As a JSON array, so that no two lists of parts read the same.
    private static string Key(string[] parts) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));
}
