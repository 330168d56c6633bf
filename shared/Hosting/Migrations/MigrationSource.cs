using System.Reflection;

namespace IntentEngine.Hosting.Migrations;

/// <summary>Numbered SQL files embedded in one assembly: <c>0001_name.up.sql</c> and <c>0001_name.down.sql</c>.</summary>
/// <param name="Name">Short stable name, for example <c>workflows</c>. Versions are unique within it. Renaming it would run its files again.</param>
/// <param name="Assembly">Where the files are embedded (<c>&lt;EmbeddedResource Include="Migrations/*.sql" /&gt;</c>).</param>
/// <param name="ResourcePrefix">What their resource names start with, for example <c>IntentEngine.Workflows.Migrations.</c> (a missing last dot is added).</param>
public sealed record MigrationSource(string Name, Assembly Assembly, string ResourcePrefix)
{
    /// <summary>The files of this source, by rising version.</summary>
    /// <exception cref="MigrationException">There are none, a name is wrong, or a version occurs twice.</exception>
    internal IReadOnlyList<MigrationFile> Read()
    {
        var prefix = ResourcePrefix.EndsWith('.') ? ResourcePrefix : ResourcePrefix + '.';
        var files = Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".up.sql", StringComparison.Ordinal))
            .Select(name => MigrationFile.Read(this, name, name[prefix.Length..]))
            .OrderBy(file => file.Version)
            .ToArray();
        if (files.Length == 0)
            throw new MigrationException($"Source '{Name}' has no migrations: expected resources '{prefix}0001_name.up.sql' in {Assembly.GetName().Name}; is EmbeddedResource set?");
        if (files.GroupBy(file => file.Version).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new MigrationException($"Source '{Name}' has version {twice.Key} twice: {string.Join(", ", twice.Select(f => f.Description))}. Renumber one.");
        return files;
    }
}
