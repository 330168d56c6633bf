namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>Backend <c>file</c>: <c>ORGANIZATION.json</c> holds everything of one organization, <c>ORGANIZATION.journal</c> the changes since.</summary>
internal sealed class SingleFileLayout(string folder) : FolderLayout(folder)
{
    public override string Backend => "file";

    public override IEnumerable<Guid> Organizations() => Directory.EnumerateFiles(Folder)
        .Where(file => Path.GetExtension(file) is ".json" or ".journal")
        .Select(file => Guid.TryParseExact(Path.GetFileNameWithoutExtension(file), "D", out var organization) ? organization : Guid.Empty)
        .Where(organization => organization != Guid.Empty)
        .Distinct();

    public override string Document(Guid organization) => Path.Combine(Folder, $"{organization}.json");

    public override string Journal(Guid organization) => Path.Combine(Folder, $"{organization}.journal");

    public override IIntentBodies Bodies(Guid organization) => new InlineBodies();
}
