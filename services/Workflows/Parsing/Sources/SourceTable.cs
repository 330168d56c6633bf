namespace IntentEngine.Workflows.Parsing.Sources;

/// <summary>Rows under named columns, as a parser found them.</summary>
/// <param name="Name">Its heading or path; unique within the file.</param>
/// <param name="Columns">Names, unique.</param>
/// <param name="Rows">As many cells each as there are columns.</param>
internal sealed record SourceTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<Cell[]> Rows);
