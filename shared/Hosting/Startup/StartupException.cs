namespace IntentEngine.Hosting.Startup;

/// <summary>The process cannot start and a person has to change something: the message says what was expected, what came and what to do.</summary>
/// <remarks><see cref="ServiceHost.RunAsync(string[], ServiceModule[])"/> prints the message without a stack trace and exits with 1.</remarks>
public class StartupException : Exception
{
    /// <summary>A start-up failure without an underlying exception.</summary>
    public StartupException(string message) : base(message) { }

    /// <summary>A start-up failure caused by <paramref name="inner"/>.</summary>
    public StartupException(string message, Exception inner) : base(message, inner) { }
}
