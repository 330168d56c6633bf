using IntentEngine.Intents.Graph.Storage.Files;

namespace IntentEngine.Intents.Graph.Storage.Archive;

/// <summary>Backend <c>archive</c>: a folder per organization with <c>index.json</c>, <c>index.journal</c> and each version of each intent as <c>aa/bb/SHA256.json</c> (spec semantics §1.5).</summary>
internal sealed class ArchiveLayout(string folder) : FolderLayout(folder)
{
    public override string Backend => "archive";

    public override IEnumerable<Guid> Organizations() => Directory.EnumerateDirectories(Folder)
        .Select(file => Guid.TryParseExact(Path.GetFileName(file), "D", out var organization) ? organization : Guid.Empty)
        .Where(organization => organization != Guid.Empty);

    public override string Document(Guid organization) => Path.Combine(Of(organization), "index.json");

    public override string Journal(Guid organization) => Path.Combine(Of(organization), "index.journal");

    public override IIntentBodies Bodies(Guid organization)
    {
        DurableFile.CreateFolder(Of(organization));
        return new ArchivedBodies(Of(organization));
    }

    private string Of(Guid organization) => Path.Combine(Folder, $"{organization}");
}
