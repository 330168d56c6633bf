namespace IntentEngine.Cli;

/// <summary>A command cannot do its work; the message is for the person who gave it: what was expected, what came, what to do.</summary>
public sealed class CommandException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CommandException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
