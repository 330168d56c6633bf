using System.Text.RegularExpressions;
using IntentEngine.Intents.Rtfs.Builtins;
using IntentEngine.Intents.Rtfs.IntentForms;

namespace IntentEngine.Intents.Rtfs;

/// <summary>What docs/rtfs.md shows is so.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "rtfs.md"));

    [Fact]
    public void Every_example_has_the_value_shown()
    {
        var examples = Example().Matches(Page);

        examples.Count.ShouldBeGreaterThan(10);
        foreach (Match example in examples) Expressions.Value(example.Groups[1].Value).ShouldBe(example.Groups[2].Value, example.Value);
    }

    [Fact]
    public void Every_block_of_code_parses()
    {
        var blocks = Block().Matches(Page).Select(b => b.Groups[1].Value).ToList();

        blocks.Count.ShouldBe(2);
        Expressions.Parse($"[{blocks[0]}]");
        IntentFormReader.TryRead(blocks[1], out _, out var error).ShouldBeTrue(error?.ToString());
    }

    [Fact]
    public void Every_built_in_function_is_listed() =>
        BuiltinTable.Names.Where(name => !Page.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IntentEngine.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"^\| `(\(.*\))` \| `(.*)` \|$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"```clojure\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
