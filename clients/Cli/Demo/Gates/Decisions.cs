using Spectre.Console;

namespace IntentEngine.Cli.Demo.Gates;

/// <summary>Decides at the gates: asks a person, or with <c>--yes</c> takes the usual choice.</summary>
internal sealed class Decisions(bool yes, IAnsiConsole console)
{
    private const int UsualArticles = 5;

    /// <summary>The seeds to go on with; usually all.</summary>
    public Task<IReadOnlyList<SeedItem>> SeedsAsync(IReadOnlyList<SeedItem> seeds, CancellationToken cancel) =>
        ChooseAsync("Which seed keywords may go on?", seeds, seeds.Count, seed => seed.Keyword, cancel);

    /// <summary>The subtopics to write about; usually the first five.</summary>
    public Task<IReadOnlyList<SubtopicItem>> SubtopicsAsync(IReadOnlyList<SubtopicItem> subtopics, CancellationToken cancel) =>
        ChooseAsync("Which subtopics become articles?", subtopics, Math.Min(UsualArticles, subtopics.Count), subtopic => subtopic.Title, cancel);

    private async Task<IReadOnlyList<T>> ChooseAsync<T>(string question, IReadOnlyList<T> items, int usual, Func<T, string> name, CancellationToken cancel)
        where T : class
    {
        if (yes) return [.. items.Take(usual)];
        var prompt = new MultiSelectionPrompt<T>().Title(question).PageSize(20).Required().UseConverter(item => Markup.Escape(name(item))).AddChoices(items);
        foreach (var item in items.Take(usual)) prompt.Select(item);
        var chosen = await prompt.ShowAsync(console, cancel);
        return [.. items.Where(chosen.Contains)];
    }
}
