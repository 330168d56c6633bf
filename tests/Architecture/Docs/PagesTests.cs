namespace IntentEngine.Architecture.Docs;

public sealed class PagesTests
{
    private const string Script = "verbs=\"demo up\"\n  demo [--yes]\n";

    private static readonly string[] Pages = [.. Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal))];

    [Fact]
    public void Every_link_leads_to_a_file_or_a_heading()
    {
        Pages.ShouldContain("README.md");
        Pages.SelectMany(page => MarkdownLinks.Broken(page, Repository.Read(page), Exists, Repository.Read)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_that_a_page_names_exists()
    {
        var script = Repository.Read("dev");
        DevCommands.Verbs(script).Count.ShouldBeGreaterThan(5);
        Pages.SelectMany(page => DevCommands.Unknown(page, Repository.Read(page), script)).ShouldBeEmpty();
    }

    [Fact]
    public void A_link_to_nothing_is_caught() =>
        MarkdownLinks.Broken("docs/a.md", "[x](b.md) [y](../gone.md)", path => path == "docs/b.md", _ => "").ShouldBe(["docs/a.md: ../gone.md does not exist."]);

    [Fact]
    public void A_link_to_a_missing_heading_is_caught() =>
        MarkdownLinks.Broken("a.md", "# Here I am\n[x](#here-i-am) [y](b.md#there)", _ => true, _ => "# Elsewhere").ShouldBe(["a.md: b.md#there names a heading that is not there."]);

    [Fact]
    public void A_verb_or_option_that_does_not_exist_is_caught() =>
        DevCommands.Unknown("a.md", "`./dev demo --yes`, `./dev fly`, `./dev up --fast`", Script)
            .ShouldBe(["a.md: ./dev has no verb 'fly'; it has demo, up.", "a.md: ./dev up has no option --fast."]);

    private static bool Exists(string path) => File.Exists(Path.Combine(Repository.Root, path)) || Directory.Exists(Path.Combine(Repository.Root, path));
}
