namespace IntentEngine.Hosting.Migrations;

/// <summary>Compares the files of a source with what was applied. Pure.</summary>
internal static class MigrationPlan
{
    /// <summary>The files still to apply, in order.</summary>
    /// <exception cref="MigrationException">An applied file has changed, or a new file was numbered below an applied one.</exception>
    public static IReadOnlyList<MigrationFile> Pending(IReadOnlyList<MigrationFile> files, IReadOnlyList<AppliedMigration> applied)
    {
        var done = applied.ToDictionary(a => (a.Source, a.Version));
        foreach (var file in files)
            if (done.TryGetValue((file.Source, file.Version), out var was) && was.Checksum != file.Checksum)
                throw new MigrationException(
                    $"Migration {file} was changed after it was applied on {was.AppliedAt:u}: checksum {was.Checksum[..12]}… then, {file.Checksum[..12]}… now. Restore the file and put the change into a new one.");

        var pending = files.Where(file => !done.ContainsKey((file.Source, file.Version))).ToArray();
        foreach (var file in pending)
            // Versions this program does not know are a newer program's (a rolling upgrade): they may stay.
            if (applied.Where(a => a.Source == file.Source && files.Any(f => f.Version == a.Version)).Any(a => a.Version > file.Version))
                throw new MigrationException($"Migration {file} is numbered below one that is already applied. Give it the next free number.");
        return pending;
    }

    /// <summary>The files to take back so that <paramref name="version"/> is the last applied, newest first.</summary>
    /// <exception cref="MigrationException">An applied version is unknown here, has changed, or has no way back.</exception>
    public static IReadOnlyList<MigrationFile> Back(string source, int version, IReadOnlyList<MigrationFile> files, IReadOnlyList<AppliedMigration> applied)
    {
        Pending(files, applied);
        return [.. applied
            .Where(a => a.Source == source && a.Version > version)
            .OrderByDescending(a => a.Version)
            .Select(a => files.FirstOrDefault(f => f.Version == a.Version)
                ?? throw new MigrationException($"Migration {a.Source} {a.Version:0000} ({a.Description}) is not part of this program; take it back with the one that applied it."))
            .Select(f => f.Down is null ? throw new MigrationException($"Migration {f} has no .down.sql; it cannot be taken back.") : f)];
    }
}
