using Spectre.Console;

namespace IntentEngine.Cli.Demo.Gates;

/// <summary>Decides at the gates: asks a person, or with <c>--yes</c> takes the usual choice.</summary>
internal sealed class Decisions(bool yes, IAnsiConsole console)
{
    private const int UsualArticles = 5;

    /// <summary>The seeds to go on with; usually all.</summary>
    public Task<IReadOnlyList<SeedItem>> SeedsAsync(IReadOnlyList<SeedItem> seeds, CancellationToken cancel) =>
        ChooseAsync("Which seed keywords may go on?", seeds, seeds, seed => seed.Keyword, cancel);

    /// <summary>The subtopics to write about; usually five, spread over the hubs: one article on each of several topics shows more than five on one.</summary>
    public Task<IReadOnlyList<SubtopicItem>> SubtopicsAsync(IReadOnlyList<SubtopicItem> subtopics, CancellationToken cancel) =>
        ChooseAsync("Which subtopics become articles?", subtopics, Spread(subtopics), subtopic => subtopic.Title, cancel);

    /// <summary>A first of each hub, then a second of each, and so on; hubs and subtopics in the order in which they are proposed.</summary>
    private static IReadOnlyList<SubtopicItem> Spread(IReadOnlyList<SubtopicItem> subtopics) =>
    [
        .. subtopics.GroupBy(subtopic => subtopic.HubKeyword)
            .SelectMany(hub => hub.Select((subtopic, round) => (Subtopic: subtopic, Round: round)))
            .OrderBy(turn => turn.Round)
            .Select(turn => turn.Subtopic)
            .Take(UsualArticles),
    ];

    private async Task<IReadOnlyList<T>> ChooseAsync<T>(string question, IReadOnlyList<T> items, IReadOnlyList<T> usual, Func<T, string> name, CancellationToken cancel)
        where T : class
    {
        if (yes) return usual;
        var prompt = new MultiSelectionPrompt<T>().Title(question).PageSize(20).Required().UseConverter(item => Markup.Escape(name(item))).AddChoices(items);
        foreach (var item in usual) prompt.Select(item);
        var chosen = await prompt.ShowAsync(console, cancel);
        return [.. items.Where(chosen.Contains)];
    }
}
