namespace IntentEngine.Workflows.Parsing;

/// <summary>The content cannot be parsed as asked: what was expected, what came and where, what to do. Trying again with the same bytes cannot help.</summary>
/// <param name="message">For people; names the line or row where one is known.</param>
public sealed class ParseException(string message) : Exception(message)
{
    /// <summary>A fault at a place of the file.</summary>
    /// <param name="line">Line, from 1.</param>
    /// <param name="message">What is wrong there.</param>
    public static ParseException AtLine(long line, string message) => new($"Line {line}: {message}");
}
