using System.Text.RegularExpressions;

namespace IntentEngine.Intents.Lifecycle;

/// <summary>What an intent's id may look like: it is part of addresses.</summary>
internal static partial class IntentIds
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "1 to 200 letters, digits, '.', '_', ':', '@' or '-', the first a letter or digit";

    /// <summary>Words that stand in the place of an id in our addresses.</summary>
    public static readonly IReadOnlyCollection<string> Reserved = ["claim", "complete", "counts", "fail", "pending-targets", "release"];

    /// <summary>Whether <paramref name="id"/> keeps the rule; ids that do not are nobody's.</summary>
    public static bool AreWellFormed(string id) => Pattern().IsMatch(id);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}\z")]
    private static partial Regex Pattern();
}
