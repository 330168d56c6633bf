using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>Cuts text into pieces of a size that later steps can take, never across a heading.</summary>
internal static class Chunks
{
    /// <summary>Pieces of at most <paramref name="size"/> characters in reading order: whole paragraphs while they fit, a longer one cut at white space.</summary>
    /// <param name="sections">The text.</param>
    /// <param name="size">Most characters of a piece; 2 or more.</param>
    public static IEnumerable<(int Section, string Text)> Of(IReadOnlyList<Section> sections, int size)
    {
        for (var number = 0; number < sections.Count; number++)
        {
            var piece = "";
            foreach (var part in sections[number].Blocks.Where(block => block.Kind != BlockKind.Table).SelectMany(block => Cut(block.Text, size)))
            {
                if (piece.Length > 0 && piece.Length + 2 + part.Length > size)
                {
                    yield return (number, piece);
                    piece = "";
                }

                piece = piece.Length == 0 ? part : $"{piece}\n\n{part}";
            }

            if (piece.Length > 0) yield return (number, piece);
        }
    }

    private static IEnumerable<string> Cut(string text, int size)
    {
        var start = 0;
        while (text.Length - start > size)
        {
            var space = text.LastIndexOfAny([' ', '\n', '\t'], start + size, size);
            var end = space > start ? space : start + size;
            // Both halves of a surrogate pair stay together.
            if (char.IsHighSurrogate(text[end - 1])) end--;
            var part = text[start..end].Trim();
            if (part.Length > 0) yield return part;
            start = end;
        }

        var rest = text[start..].Trim();
        if (rest.Length > 0) yield return rest;
    }
}
