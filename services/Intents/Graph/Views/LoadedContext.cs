using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Views;

/// <summary>A view as a language model is given it: single intents, and one synthetic intent for each summary (spec semantics §1.9).</summary>
/// <param name="Intents">At most 50, within the token budget.</param>
/// <param name="Tokens">What they cost, estimated.</param>
/// <param name="Truncated">Whether some of the view did not fit.</param>
internal sealed record LoadedContext(IReadOnlyList<LoadedContext.Item> Intents, int Tokens, bool Truncated)
{
    /// <summary>Most intents of one context.</summary>
    internal const int MostIntents = 50;

    /// <summary>One intent of the context.</summary>
    /// <param name="IntentId">Its id, or that of the summary.</param>
    /// <param name="Goal">Its goal, or the summary's text.</param>
    /// <param name="Status">Where it stands, or most of those it stands for.</param>
    /// <param name="Synthetic">Whether it is a summary.</param>
    /// <param name="StandsFor">The intents of the summary. Null: it is itself.</param>
    /// <param name="Tokens">What it costs, estimated.</param>
    internal sealed record Item(string IntentId, string Goal, GraphStatus Status, bool Synthetic, IReadOnlyList<string>? StandsFor, int Tokens);

    /// <summary>Takes items in order until the next would break a limit. Pure.</summary>
    public static LoadedContext Of(VirtualView view, int maxTokens)
    {
        var all = view.Intents.Select(i => new Item(i.IntentId, i.Goal, i.Status, Synthetic: false, null, ViewMeasures.Tokens(i)))
            .Concat(view.Summaries.Select(s => new Item(s.SummaryId, s.Text, s.DominantStatus, Synthetic: true, s.IntentIds, ViewMeasures.Tokens(s.Text)))).ToList();
        var (items, spent) = (new List<Item>(), 0);
        foreach (var item in all.TakeWhile(item => items.Count < MostIntents && spent + item.Tokens <= maxTokens))
        {
            items.Add(item);
            spent += item.Tokens;
        }

        return new LoadedContext(items, spent, items.Count < all.Count || view.Metadata.Truncated);
    }
}
