using System.Text;
using AngleSharp.Dom;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>What a reader sees of HTML. Nothing in it is run, and nothing it names is loaded.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "template", "noscript", "head", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "select", "textarea",
    };

    /// <summary>Whether an element shows no text of its own.</summary>
    public static bool IsUnseen(IElement element) => Unseen.Contains(element.LocalName);

    /// <summary>The text of nodes that stand side by side.</summary>
    public static string Of(IEnumerable<INode> nodes)
    {
        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            if (node is IElement element && IsUnseen(element)) continue;
            Read(node, text);
            Collect(node, text, _ => false);
        }

        return Clean(text.ToString());
    }

    /// <summary>The text under a node, white space as a browser shows it.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="leaveOut">Elements to pass by with all they hold.</param>
    public static string Of(INode node, Func<IElement, bool> leaveOut)
    {
        var text = new StringBuilder();
        Collect(node, text, leaveOut);
        return Clean(text.ToString());
    }

    /// <summary>The next node in reading order, within <paramref name="root"/>.</summary>
    public static INode? Next(INode at, INode root, bool enter)
    {
        if (enter && at.FirstChild is { } child) return child;
        for (var up = at; up is not null && up != root; up = up.Parent)
        {
            if (up.NextSibling is { } sibling) return sibling;
        }

        return null;
    }

    // By hand rather than by recursion: how deep a page goes is its author's choice.
    private static void Collect(INode node, StringBuilder text, Func<IElement, bool> leaveOut)
    {
        for (var at = node.FirstChild; at is not null; at = Next(at, node, Enter(at))) Read(at, text);

        bool Enter(INode at) => at is not IElement element || (!IsUnseen(element) && !leaveOut(element));
    }

    private static void Read(INode at, StringBuilder text)
    {
        if (at is IText words) text.Append(words.Data);
        else if (at is IElement { LocalName: "br" }) text.Append('\u2028');
    }

    private static string Clean(string text) => string.Join('\n', text.Split('\u2028').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))).Trim();
}
