using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>The text under one heading, up to the next.</summary>
/// <param name="Heading">The heading. Null: text before the first one.</param>
/// <param name="Level">1 to 6; 0 without a heading.</param>
/// <param name="Path">Headings above it, outermost first, itself last.</param>
/// <param name="Blocks">What stands under it.</param>
internal sealed record Section(string? Heading, int Level, IReadOnlyList<string> Path, IReadOnlyList<Block> Blocks)
{
    /// <summary>The text cut at its headings.</summary>
    public static IReadOnlyList<Section> Of(IReadOnlyList<Block> blocks)
    {
        var (sections, path, own) = (new List<Section>(), new List<(int Level, string Text)>(), new List<Block>());
        foreach (var block in blocks)
        {
            if (block.Kind != BlockKind.Heading)
            {
                own.Add(block);
                continue;
            }

            Close();
            path.RemoveAll(above => above.Level >= block.Level);
            path.Add((block.Level, block.Text));
        }

        Close();
        return sections;

        void Close()
        {
            if (path.Count > 0) sections.Add(new Section(path[^1].Text, path[^1].Level, [.. path.Select(above => above.Text)], [.. own]));
            else if (own.Count > 0) sections.Add(new Section(null, 0, [], [.. own]));
            own.Clear();
        }
    }
}
