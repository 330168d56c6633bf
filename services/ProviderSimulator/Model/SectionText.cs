using System.Text;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary>Writes a section of an article: plain sentences about the points given, with the facts and their marks.</summary>
internal static class SectionText
{
    private static readonly string[] Openings =
    [
        "Most teams meet {0} when something takes too long.",
        "{0} is easier to judge once it is broken into parts.",
        "It pays to look at {0} before choosing a tool.",
    ];

    private static readonly string[] Sentences =
    [
        "Start small, write down what you expect, and compare it with what happens.",
        "One person should own the decision, and everybody should be able to read why it was made.",
        "A short trial with real work says more than a long list of features.",
        "Keep the first version simple, because every option that is added has to be looked after.",
        "Measure before and after, with the same numbers, so that the effect can be seen.",
    ];

    /// <summary>Markdown of one section, some 120 to 300 words.</summary>
    public static string Write(string heading, string subject, IReadOnlyList<string> points, IReadOnlyList<string> facts, IReadOnlyList<Source> sources)
    {
        var text = new StringBuilder($"## {heading}\n\n");
        var start = (int)(Corpus.StableHash.Of(heading + subject) % 15);
        text.Append(Sentence(string.Format(System.Globalization.CultureInfo.InvariantCulture, Openings[start % Openings.Length], subject)))
            .Append($" This part covers {heading.ToLowerInvariant()} and says what it means for a team that works with {subject} every day.\n\n");
        foreach (var (point, i) in (points.Count > 0 ? points : [$"What to know about {subject}"]).Take(6).Select((point, i) => (point, i)))
            text.Append($"**{Sentence(point).TrimEnd('.')}.** {Sentences[(start + i) % Sentences.Length]} For {subject}, this is where time is won or lost. {Sentences[(start + i + 2) % Sentences.Length]}\n\n");
        foreach (var (fact, i) in facts.Take(3).Select((fact, i) => (fact, i)))
            text.Append($"{Sentence(fact)}{(i < sources.Count ? $" [{i + 1}]" : "")}\n\n");
        if (facts.Count == 0 && sources.Count > 0) text.Append($"Readers who want the source can start with {sources[0].Title} [1].\n\n");
        return text.ToString().TrimEnd() + "\n";
    }

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '?' or '!' ? "" : ".");
}
