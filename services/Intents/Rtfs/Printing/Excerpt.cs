using System.Text;

namespace IntentEngine.Intents.Rtfs.Printing;

/// <summary>Text for a message: short, on one line, and such that every database keeps it, whatever an expression or a result holds.</summary>
internal static class Excerpt
{
    /// <summary>The beginning of a text; control characters and halves of surrogate pairs become U+FFFD.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">How much to keep, in UTF-16 units; what is left out shows as …</param>
    public static string Of(string text, int longest)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > longest) return kept.Append('…').ToString();
            kept.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }

        return kept.ToString();
    }
}
