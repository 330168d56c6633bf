using IntentEngine.Hosting.Failures;
using IntentEngine.Lineage.Storage;

namespace IntentEngine.Lineage.Executions;

/// <summary>The words of <c>fields</c>.</summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, FieldGroups> Words = new(StringComparer.Ordinal)
    {
        ["core"] = FieldGroups.Core,
        ["error"] = FieldGroups.Error,
        ["cost"] = FieldGroups.Cost,
        ["change"] = FieldGroups.Change,
    };

    /// <summary>The groups that were asked for.</summary>
    public static FieldGroups Read(string[] fields, Validation rules)
    {
        var groups = FieldGroups.Core;
        foreach (var word in Texts.Split(fields))
            if (rules.Require(Words.TryGetValue(word, out var group), "fields", $"expected some of {string.Join(", ", Words.Keys)}; came '{Texts.Shorten(word)}'.")) groups |= group;
        return groups;
    }
}
