namespace IntentEngine.Hosting.Failures;

/// <summary>The request breaks rules of its fields; answered with 400 and <c>errors</c>. For code that cannot return a result (binders, rules).</summary>
public sealed class InvalidRequestException : Exception
{
    /// <summary>One faulty field.</summary>
    public InvalidRequestException(string field, string fault) : this(new Dictionary<string, string[]> { [field] = [fault] }) { }

    /// <summary>Several faulty fields.</summary>
    public InvalidRequestException(IReadOnlyDictionary<string, string[]> errors) : base(Summary(errors)) => Errors = errors;

    /// <summary>The faults of each field, keyed by the name the client wrote.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; }

    internal static string Summary(IReadOnlyDictionary<string, string[]> errors) =>
        string.Join(' ', errors.SelectMany(e => e.Value.Select(fault => $"{e.Key}: {fault}")).Take(5));
}
