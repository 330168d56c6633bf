using System.Collections.Frozen;

namespace IntentEngine.ProviderSimulator.Corpus;

/// <summary>Everything the simulator knows: terms, how they relate, and which domains they belong to. Read once from the embedded files.</summary>
internal sealed class Terms
{
    /// <summary>Hosts under which unrelated sites live.</summary>
    private static readonly FrozenSet<string> Shared =
        new[] { "github.io", "gitlab.io", "readthedocs.io", "readthedocs.org", "herokuapp.com", "netlify.app", "vercel.app", "wordpress.com", "blogspot.com", "co.uk", "org.uk", "com.br", "com.au", "co.jp", "co.in" }
            .ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, Term> byText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Term>> byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Term>> byDomain = new(StringComparer.Ordinal);

    private Terms() { }

    /// <summary>All domains with at least three phrases, in order.</summary>
    public IEnumerable<string> UsableDomains => byDomain.Where(domain => domain.Value.Count(term => term.IsPhrase) >= 3).Select(domain => domain.Key).Order(StringComparer.Ordinal);

    /// <summary>Reads the embedded files.</summary>
    public static Terms Load()
    {
        var terms = new Terms();
        terms.AddTopics(CsvResource.Rows("topics.csv"));
        terms.AddPhrases(CsvResource.Rows("domain_phrases.csv"));
        foreach (var row in CsvResource.Rows("search_queries.csv")) terms.Get(row[0]).Mentions += Math.Min(60, double.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture) / 20);
        foreach (var row in CsvResource.Rows("questions.csv")) terms.Get(row[0]).Mentions += 1;
        return terms;
    }

    /// <summary>The term with exactly this text, or null.</summary>
    public Term? Find(string text) => byText.GetValueOrDefault(text);

    /// <summary>Terms that belong to a domain; empty when the domain is unknown.</summary>
    public IReadOnlyList<Term> OfDomain(string domain) => byDomain.GetValueOrDefault(domain) ?? [];

    /// <summary>Terms that contain every one of these words.</summary>
    public IEnumerable<Term> Containing(IReadOnlyList<string> words)
    {
        var lists = words.Select(word => byWord.GetValueOrDefault(word)).ToList();
        return lists.Count == 0 || lists.Any(list => list is null)
            ? []
            : lists.OrderBy(list => list!.Count).First()!.Where(term => words.All(word => term.Words.Contains(word)));
    }

    /// <summary>Terms that contain this word.</summary>
    public IReadOnlyList<Term> WithWord(string word) => byWord.GetValueOrDefault(word) ?? [];

    /// <summary>The longest known term inside a text, the leftmost of equally long ones; null when there is none.</summary>
    public Term? Inside(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var length = Math.Min(words.Length, 8); length > 0; length--)
            for (var start = 0; start + length <= words.Length; start++)
                if (byText.TryGetValue(string.Join(' ', words[start..(start + length)]), out var term)) return term;
        return null;
    }

    private void AddTopics(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            var topic = Get(FromSlug(row[0]));
            topic.Mentions += 2;
            topic.DisplayName = row[1];
            var aliases = Slugs(row[2]);
            var related = Slugs(row[3]);
            foreach (var other in aliases.Concat(related).Select(Get))
            {
                other.Mentions += 1;
                Relate(topic, other);
            }
            if (!Uri.TryCreate(row[4], UriKind.Absolute, out var url)) continue;
            topic.Url = url.AbsoluteUri;
            foreach (var domain in Domains(url.Host))
                foreach (var name in related.Concat(aliases).Append(topic.Text)) Belong(Get(name), domain);
        }
    }

    private void AddPhrases(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            var term = Get(row[1]);
            // Companies are many more than topics: damped, so that neither drowns the other.
            if (term.Domains.Count == 0 || term.Mentions == 0) term.Mentions += Math.Sqrt(int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture));
            Belong(term, row[0]);
        }
        foreach (var domain in rows.GroupBy(row => row[0]))
        {
            var terms = domain.Select(row => Get(row[1])).ToList();
            for (var i = 0; i + 1 < terms.Count && i < 6; i++) Relate(terms[i], terms[i + 1]);
        }
    }

    private static void Relate(Term one, Term other)
    {
        if (one == other) return;
        if (!one.Related.Contains(other)) one.Related.Add(other);
        if (!other.Related.Contains(one)) other.Related.Add(one);
    }

    private void Belong(Term term, string domain)
    {
        if (!term.Domains.Add(domain)) return;
        if (!byDomain.TryGetValue(domain, out var terms)) byDomain[domain] = terms = [];
        terms.Add(term);
    }

    private Term Get(string text)
    {
        if (byText.TryGetValue(text, out var known)) return known;
        var term = byText[text] = new Term(text);
        foreach (var word in term.Words.Distinct())
        {
            if (!byWord.TryGetValue(word, out var list)) byWord[word] = list = [];
            list.Add(term);
        }
        return term;
    }

    /// <summary>A host and the domains it is a part of: docs.docker.com counts for docker.com too.</summary>
    private static IEnumerable<string> Domains(string host)
    {
        var labels = (host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host).Split('.');
        for (var start = 0; labels.Length - start >= 2; start++)
        {
            var domain = string.Join('.', labels[start..]);
            if (!Shared.Contains(domain)) yield return domain;
        }
    }

    private static List<string> Slugs(string list) => [.. list.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(FromSlug)];

    private static string FromSlug(string slug) => slug.Replace('-', ' ').Trim().ToLowerInvariant();
}
