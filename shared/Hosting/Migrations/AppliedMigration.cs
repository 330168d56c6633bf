namespace IntentEngine.Hosting.Migrations;

/// <summary>One row of <c>schema_migrations</c>.</summary>
/// <param name="Source">Name of the <see cref="MigrationSource"/>.</param>
/// <param name="Version">Its number, 1 or more.</param>
/// <param name="Description">Its name in words.</param>
/// <param name="Checksum">SHA-256 (lower-case hexadecimal) of the file as it was applied, with line feeds as line ends.</param>
/// <param name="AppliedAt">When, by the database's clock.</param>
public sealed record AppliedMigration(string Source, int Version, string Description, string Checksum, DateTimeOffset AppliedAt);
