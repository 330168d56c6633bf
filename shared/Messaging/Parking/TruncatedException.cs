namespace IntentEngine.Messaging.Parking;

/// <summary>Stands in for an exception whose text and stack would not fit a broker frame (about 128 KB kills the connection in MassTransit 8.4.0).</summary>
public sealed class TruncatedException : Exception
{
    /// <summary>Longest text kept, in characters.</summary>
    public const int MostCharacters = 4096;

    private readonly string _stackTrace;

    private TruncatedException(Exception original)
        : base(Cut($"{original.GetType().FullName}: {original.Message}", MostCharacters / 2))
    {
        OriginalType = original.GetType().FullName ?? original.GetType().Name;
        IsTransient = Database.TransientFaults.IsTransient(original);
        _stackTrace = Cut(original.StackTrace ?? "", MostCharacters / 2);
    }

    /// <summary>Type name of what was thrown.</summary>
    public string OriginalType { get; }

    /// <summary>Whether what was thrown passes by itself.</summary>
    public bool IsTransient { get; }

    /// <inheritdoc/>
    public override string StackTrace => _stackTrace;

    /// <inheritdoc/>
    public override string ToString() => $"{Message}{Environment.NewLine}{_stackTrace}";

    /// <summary>The exception itself when it is small, else its stand-in.</summary>
    public static Exception Shorten(Exception exception)
    {
        var size = 0;
        for (var current = exception; current is not null; current = current.InnerException)
            size += current.Message.Length + (current.StackTrace?.Length ?? 0);
        return exception is TruncatedException || size <= 16 * 1024 ? exception : new TruncatedException(exception);
    }

    internal static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");
}
