namespace IntentEngine.Workflows.Parsing;

/// <summary>What becomes of columns with the same name.</summary>
public enum DuplicateHeaders
{
    /// <summary>The second <c>name</c> becomes <c>name_2</c>, and so on.</summary>
    Rename,

    /// <summary>The file is refused.</summary>
    Fail,
}
