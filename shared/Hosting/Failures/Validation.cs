using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Hosting.Failures;

/// <summary>Collects the faults of a request's fields, so that a client learns of all of them at once.</summary>
/// <example><c>var rules = new Validation(); rules.Require(r.Limit > 0, "limit", "must be positive."); if (rules.Problem is { } refusal) return refusal;</c></example>
public sealed class Validation
{
    private readonly Dictionary<string, List<string>> faults = [];

    /// <summary>Whether every rule held so far.</summary>
    public bool Passed => faults.Count == 0;

    /// <summary>The 400 to return; null when every rule held.</summary>
    public ProblemHttpResult? Problem => Passed ? null : Problems.BadRequest(Errors);

    /// <summary>The faults so far, by field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => faults.ToDictionary(f => f.Key, f => f.Value.ToArray());

    /// <summary>Notes <paramref name="fault"/> against <paramref name="field"/> unless <paramref name="holds"/>.</summary>
    /// <param name="field">The name the client wrote, for example <c>competitor_urls[2]</c>.</param>
    /// <returns>Whether the rule held.</returns>
    public bool Require(bool holds, string field, string fault)
    {
        if (holds) return true;
        if (!faults.TryGetValue(field, out var list)) faults[field] = list = [];
        list.Add(fault);
        return false;
    }

    /// <summary>A text with something in it and at most <paramref name="maximum"/> characters.</summary>
    public bool RequireText(string? value, string field, int maximum) =>
        Require(!string.IsNullOrWhiteSpace(value), field, $"expected a text of 1 to {maximum} characters; came nothing.")
        && Require(value!.Length <= maximum, field, $"expected at most {maximum} characters; came {value.Length}.")
        && Require(!value.Contains('\0', StringComparison.Ordinal), field, "expected a text without NUL characters.");

    /// <summary>A number within limits, both inclusive.</summary>
    public bool RequireRange(long value, string field, long minimum, long maximum) =>
        Require(value >= minimum && value <= maximum, field, $"expected {minimum} to {maximum}; came {value}.");

    /// <summary>Throws what was collected, for code that cannot return a result.</summary>
    /// <exception cref="InvalidRequestException">A rule did not hold.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed) throw new InvalidRequestException(Errors);
    }
}
