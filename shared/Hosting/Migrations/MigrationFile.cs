using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IntentEngine.Hosting.Migrations;

/// <summary>One step of the schema, with the way back where there is one.</summary>
internal sealed partial record MigrationFile(string Source, int Version, string Description, string Up, string? Down, string Checksum)
{
    public static MigrationFile Read(MigrationSource source, string resource, string fileName)
    {
        if (FileName().Match(fileName) is not { Success: true } parts)
            throw new MigrationException($"Migration '{fileName}' of '{source.Name}' is not named like 0001_create_tables.up.sql.");
        var up = Text(source, resource)!;
        return new MigrationFile(
            source.Name,
            int.Parse(parts.Groups["version"].Value, CultureInfo.InvariantCulture),
            parts.Groups["name"].Value.Replace('_', ' '),
            up,
            Text(source, resource[..^".up.sql".Length] + ".down.sql"),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(up))));
    }

    /// <summary>How messages name it.</summary>
    public override string ToString() => $"{Source} {Version:0000} ({Description})";

    // A checkout with other line ends is the same migration.
    private static string? Text(MigrationSource source, string resource)
    {
        using var stream = source.Assembly.GetManifestResourceStream(resource);
        if (stream is null) return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^(?<version>\d{4,9})_(?<name>[a-z0-9_]+)\.up\.sql$")]
    private static partial Regex FileName();
}
