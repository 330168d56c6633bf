using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary>The regular expressions of one evaluation, each built once, with the time they took together.</summary>
internal sealed class Patterns
{
    // A pattern may be made by the expression itself, so there could be as many as there are steps.
    private const int StepsToBuild = 100;

    private readonly Dictionary<(string Pattern, bool Whole), Regex> _built = [];
    private TimeSpan _spent;

    /// <summary>The first match. Null: an error.</summary>
    public Match? Match(Call call, string pattern, string text, bool whole)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var match = Find(call, pattern, whole)?.Match(text);
            _spent += Stopwatch.GetElapsedTime(started);
            if (match is null || _spent <= RtfsLimits.AllMatches) return match;
            call.Fail(RtfsErrorKind.Limit, $"{call.Name} expects all regular expressions to take at most {RtfsLimits.AllMatches.TotalSeconds} s together");
        }
        catch (RegexMatchTimeoutException)
        {
            call.Fail(RtfsErrorKind.Limit, $"{call.Name} expects a match to take at most {RtfsLimits.OneMatch.TotalMilliseconds} ms; simplify the pattern");
        }

        return null;
    }

    private Regex? Find(Call call, string pattern, bool whole)
    {
        if (_built.TryGetValue((pattern, whole), out var known)) return known;
        if (!call.Charge(StepsToBuild) || Build(call, pattern, whole) is not { } built) return null;
        _built.Add((pattern, whole), built);
        return built;
    }

    private static Regex? Build(Call call, string pattern, bool whole)
    {
        if (pattern.Length > RtfsLimits.PatternLength)
        {
            call.Fail(RtfsErrorKind.Limit, $"{call.Name} expects a pattern of at most {RtfsLimits.PatternLength} characters, got {pattern.Length}");
            return null;
        }

        try
        {
            var regex = Build(pattern);
            // Built by itself first: put into a group, a broken "a)|(b" would become a correct one. \z, as $ also matches before a last line end.
            return whole ? Build($@"\A(?:{pattern})\z") : regex;
        }
        catch (ArgumentException e)
        {
            call.Fail(RtfsErrorKind.Argument, $"{call.Name} expects a regular expression: {e.Message}");
            return null;
        }
    }

    // Linear time where the pattern allows it; look-around and back-references need the other engine, which the time limit holds.
    private static Regex Build(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, RtfsLimits.OneMatch);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, RtfsLimits.OneMatch);
        }
    }
}
