namespace IntentEngine.LocalServers;

/// <summary>A private server could not be found, started or reached. The message says what to do about it.</summary>
public sealed class LocalServerException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what came and what to do.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public LocalServerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
