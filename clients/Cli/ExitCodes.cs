namespace IntentEngine.Cli;

/// <summary>What the process answers to whoever started it.</summary>
internal static class ExitCodes
{
    /// <summary>All of it happened.</summary>
    public const int Done = 0;

    /// <summary>It did not work; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The arguments are wrong; nothing was tried.</summary>
    public const int WrongArguments = 2;

    /// <summary>A signal stopped it, as shells report Ctrl-C.</summary>
    public const int Stopped = 130;
}
