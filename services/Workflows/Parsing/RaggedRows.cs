namespace IntentEngine.Workflows.Parsing;

/// <summary>What becomes of a CSV row that has another number of cells than the first.</summary>
public enum RaggedRows
{
    /// <summary>The file is refused, naming the line.</summary>
    Fail,

    /// <summary>Missing cells are null, and surplus ones get columns of their own; nothing is dropped.</summary>
    Pad,
}
