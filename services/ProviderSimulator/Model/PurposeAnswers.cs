using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntentEngine.ProviderSimulator.Corpus;
using IntentEngine.ProviderSimulator.Keywords;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary>What the simulated model says for each purpose, from the prompt's own facts and the corpus.</summary>
internal sealed partial class PurposeAnswers(Terms terms)
{
    private readonly DomainRankings rankings = new(terms);

    /// <summary>The answer for a purpose; null for a purpose that is not known.</summary>
    public JsonObject? For(string purpose, PromptFacts facts, IReadOnlyList<Source> sources) => purpose switch
    {
        "icp" => Icp(facts),
        "subtopics" => Subtopics(facts),
        "keyword_research" => KeywordResearch(facts),
        "search_analysis" => SearchAnalysis(facts, sources),
        "outline" => Outline(facts),
        "research" => Research(facts, sources),
        "section" => new JsonObject { ["markdown"] = SectionText.Write(Heading(facts), Subject(facts), facts.List("points", "bullets"), facts.List("facts", "findings"), sources) },
        _ => null,
    };

    private JsonObject Icp(PromptFacts facts)
    {
        var company = facts.Value("company", "organization", "name") ?? "the company";
        var industry = (facts.Value("industry") ?? "software").ToLowerInvariant();
        var goals = (facts.Value("goals", "goal") ?? "reach more customers").ToLowerInvariant();
        // The fields of the company and its competitors: what their domains are searched for most, and what the industry's words name.
        var fields = facts.Prompt.Split([' ', '\n', ',', '"', '\'', '<', '>'], StringSplitOptions.RemoveEmptyEntries)
            .Select(Domain).OfType<string>().Distinct()
            .SelectMany(domain => rankings.Of(domain).Take(3).Select(ranking => ranking.Row.Keyword))
            .Concat(industry.Split(' ').SelectMany(terms.WithWord).Where(term => term.IsPhrase).OrderByDescending(term => term.Mentions).Take(2).Select(term => term.Text))
            .Distinct().Take(12).ToList();
        if (fields.Count == 0) fields = [industry];
        return new()
        {
            ["industries"] = Strings([industry, $"companies that depend on {fields[0]}", $"agencies that serve {industry} companies"]),
            ["buyer_roles"] = Strings([$"Head of {industry}", "Team lead who signs off tools", "Operations manager", $"Person in charge of {fields[0]}"]),
            ["pain_points"] = Strings([.. fields.Select(field => $"Too much manual work around {field}"), $"No common view of results across {industry} teams"]),
            ["value_proposition"] = $"{company} helps {industry} teams with {string.Join(", ", fields.Take(3))}. Its goal is to {goals}.",
            ["buying_signals"] = Strings([.. fields.Take(3).Select(field => $"Searches for comparisons and prices of {field}"), $"Hires people for {fields[0]}"]),
        };
    }

    private static JsonObject Subtopics(PromptFacts facts)
    {
        var hub = facts.Value("hub_keyword", "hub") is { } keyword ? Bare(keyword) : Subject(facts);
        var spokes = facts.List("spokes", "spoke_keywords", "spoke").Distinct().ToList();
        var angles = new[]
        {
            ("{0} explained: the basics", "{0} basics", "Explains the terms to readers who are new to {0}"),
            ("How to start with {0}, step by step", "how to start with {0}", "Shows the first working result, with each step and its reason"),
            ("{0} compared: which option fits which team", "{0} comparison", "Compares the options by effort, cost and limits"),
            ("What {0} costs, and what it saves", "{0} cost", "Gives readers with a budget numbers to decide by"),
            ("Mistakes to avoid with {0}", "{0} mistakes", "Collects what goes wrong in practice and how to notice it early"),
        };
        var count = 3 + (int)(StableHash.Of(hub) % 3);
        return new()
        {
            ["subtopics"] = new JsonArray([.. angles.Take(count).Select((angle, i) => (JsonNode)new JsonObject
            {
                ["title"] = Capital(Fill(angle.Item1, hub)),
                ["keyword"] = i < spokes.Count ? spokes[i] : Fill(angle.Item2, hub),
                ["angle"] = Fill(angle.Item3, hub) + ".",
            })]),
        };
    }

    private JsonObject KeywordResearch(PromptFacts facts)
    {
        var subject = Subject(facts);
        var related = terms.Inside(subject)?.Related.Where(term => term.IsPhrase).ToList() ?? [];
        return new()
        {
            ["primary_keyword"] = subject,
            ["secondary_keywords"] = Strings(Modifiers.Apply(subject, related, "variation", "comparison").Take(6)),
            ["search_intent"] = DerivedFigures.Of(subject, terms)?.Intent ?? "informational",
            ["questions"] = Strings(Modifiers.Apply(subject, related, "question").Take(5).Select(question => Capital(question) + "?")),
        };
    }

    private static JsonObject SearchAnalysis(PromptFacts facts, IReadOnlyList<Source> sources)
    {
        var subject = Subject(facts);
        return new()
        {
            ["top_results"] = new JsonArray([.. sources.Select(source => (JsonNode)new JsonObject
            {
                ["title"] = source.Title,
                ["url"] = source.Url,
                ["takeaway"] = $"Covers {source.Title} and links it to {subject}.",
            })]),
            ["common_headings"] = Strings([$"What is {subject}?", $"How {subject} works", $"Benefits of {subject}", "Frequently asked questions"]),
            ["content_gaps"] = Strings([$"Few pages say what {subject} costs to run", $"No page compares {subject} for small and large teams", "Examples are short and cannot be tried out"]),
        };
    }

    private static JsonObject Outline(PromptFacts facts)
    {
        var subject = Subject(facts);
        var title = facts.Value("title", "subtopic", "article") ?? $"A guide to {subject}";
        (string Heading, string[] Points)[] sections =
        [
            ($"What {subject} is", ["The idea in one paragraph", $"Where {subject} begins and ends", "Words that are often mixed up"]),
            ($"Why {subject} matters now", ["What changes for teams", "What it costs to wait"]),
            ($"How to start with {subject}", ["What you need before you begin", "The first steps in order", "How to see that it works"]),
            ($"Choosing tools for {subject}", ["Criteria that separate the options", "Questions to ask a vendor"]),
            ($"Common mistakes with {subject}", ["Signs that something is wrong", "How to correct the course"]),
            ("What to do next", ["A checklist for the first week", "Where to read on"]),
        ];
        return new()
        {
            ["title"] = Capital(title),
            ["introduction"] = $"This article explains {subject} for readers who have to decide about it. It says what it is, how to start, and what to watch for.",
            ["sections"] = new JsonArray([.. sections.Take(4 + (int)(StableHash.Of(title) % 3)).Select(section => (JsonNode)new JsonObject { ["heading"] = section.Heading, ["points"] = Strings(section.Points) })]),
        };
    }

    private static JsonObject Research(PromptFacts facts, IReadOnlyList<Source> sources)
    {
        var subject = Subject(facts);
        var headings = facts.List("sections", "headings", "section_headings", "outline");
        return new()
        {
            ["findings"] = new JsonArray([.. (headings.Count > 0 ? headings : [$"What {subject} is"]).Select((heading, i) => (JsonNode)new JsonObject
            {
                ["section_heading"] = heading,
                ["facts"] = new JsonArray([.. sources.Skip(i % Math.Max(1, sources.Count)).Concat(sources).Take(Math.Min(2, sources.Count)).Select(source => (JsonNode)new JsonObject
                {
                    ["text"] = $"{source.Title} has a page that readers of \"{heading}\" can check. {source.Snippet}",
                    ["source_url"] = source.Url,
                })]),
            })]),
        };
    }

    private static string Heading(PromptFacts facts) => facts.Value("section_heading", "heading", "section") ?? "Overview";

    private static string Subject(PromptFacts facts) =>
        Bare(facts.Value("primary_keyword", "target_keyword", "keyword", "hub_keyword", "hub", "subtopic", "topic", "title", "subject") ?? "the topic");

    /// <summary>What a keyword is about: "how does docker image work" is about "docker image".</summary>
    private static string Bare(string keyword) => Around().Replace(keyword.ToLowerInvariant().Trim(), "") is { Length: > 0 } bare ? bare : keyword;

    [GeneratedRegex(@"^((what|how|why|when|which|where|who) )((is|are|does|do|to|should|can)( you| we)? )?(the difference between |choose |use |start with )?|^best | (work|important|explained)\??$|\?$|^the basics of ")]
    private static partial Regex Around();

    private static string? Domain(string word)
    {
        var host = word.Trim().TrimEnd('/', '.', ')', ']', '}');
        var start = host.IndexOf("://", StringComparison.Ordinal);
        host = (start >= 0 ? host[(start + 3)..] : host).Split('/')[0].ToLowerInvariant();
        return host.Contains('.') ? host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host : null;
    }

    private static string Fill(string pattern, string value) => string.Format(CultureInfo.InvariantCulture, pattern, value);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Distinct().Select(text => JsonValue.Create(text))]);
}
