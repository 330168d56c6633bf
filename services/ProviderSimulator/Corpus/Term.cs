namespace IntentEngine.ProviderSimulator.Corpus;

/// <summary>A term that people use: a topic or one of its names, a phrase of company descriptions, a query, a question.</summary>
internal sealed class Term(string text)
{
    /// <summary>Lower case, words separated by single blanks.</summary>
    public string Text { get; } = text;

    /// <summary>Its words.</summary>
    public string[] Words { get; } = text.Split(' ');

    /// <summary>How often the sources mention it; the ground of its derived volume.</summary>
    public double Mentions { get; set; }

    /// <summary>What the sources say it is related to, in their order.</summary>
    public List<Term> Related { get; } = [];

    /// <summary>Domains it belongs to.</summary>
    public SortedSet<string> Domains { get; } = new(StringComparer.Ordinal);

    /// <summary>A page about it. Null: none is known.</summary>
    public string? Url { get; set; }

    /// <summary>How the source writes it, e.g. <c>Docker Compose</c>. Null: it has no such form.</summary>
    public string? DisplayName { get; set; }

    /// <summary>More than one word. Single words are too ambiguous to be ranked for or expanded.</summary>
    public bool IsPhrase => Words.Length > 1;

    public override string ToString() => Text;
}
