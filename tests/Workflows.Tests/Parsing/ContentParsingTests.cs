using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Workflows.Parsing;

public sealed class ContentParsingTests
{
    private static readonly string[] Pieces =
        ["a", ",", ";", "\"", "\n", "\r\n", "|", "-|-", "# ", "1. ", "- ", "```", "<table>", "<tr><td>", "</td>", "<p>", "<!--", "<script>", "{", "}", "[", "]", ":", "1", "\"k\"", "null", "é", "\ud83d\ude42", "&amp;", "\t", "  ", "> ", "*", "[x](y)", "\ufeff"];

    private static readonly ParseLimits Small = new() { MaxSourceBytes = 4_000, MaxRows = 20, MaxColumns = 10, MaxCells = 100, MaxCellCharacters = 200, MaxBlocks = 100, MaxOutputBytes = 20_000 };

    [Fact]
    public void What_is_offered_is_what_is_known_to_those_who_ask()
    {
        ContentParsing.FileTypes.ShouldBe(ParseContent.FileTypes);
        ContentParsing.IngestionProfiles.ShouldBe(ParseContent.Profiles);
    }

    [Fact]
    public void Anything_is_parsed_or_refused_and_the_answer_is_always_the_same()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));
        var noise = ArbMap.Default.GeneratorFor<byte[]>();
        var options = Gen.Elements(new ParseOptions(), new ParseOptions { RaggedRows = RaggedRows.Pad, HasHeader = false }, new ParseOptions { Delimiter = ";", ChunkSize = 100, Encoding = "utf-16" });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Gen.Zip(Gen.OneOf(texts, texts, noise), options).ToArbitrary(), input =>
        {
            foreach (var fileType in ContentParsing.FileTypes)
                foreach (var profile in ContentParsing.IngestionProfiles)
                    Outcome(input.Item1, fileType, profile, input.Item2).ShouldBe(Outcome(input.Item1, fileType, profile, input.Item2));
        }));
    }

    [Fact]
    public void A_file_with_nothing_in_it_is_refused()
    {
        foreach (var profile in ContentParsing.IngestionProfiles)
        {
            foreach (var fileType in ContentParsing.FileTypes) Parsed.Refusal("", fileType, profile).ShouldNotBeEmpty($"{fileType} {profile}");
            // To a CSV, a blank line is a header with one column.
            foreach (var fileType in ContentParsing.FileTypes.Except(["csv"])) Parsed.Refusal(" \n ", fileType, profile).ShouldNotBeEmpty($"{fileType} {profile}");
        }
    }

    [Fact]
    public void Source_and_output_have_limits()
    {
        Parsed.Refusal("abc", "text", "unstructured", limits: new ParseLimits { MaxSourceBytes = 2 }).ShouldStartWith("Expected a file of at most 2 bytes; came 3.");
        Parsed.Refusal("a,b\n1,2\n", "csv", "structured", limits: new ParseLimits { MaxOutputBytes = 50 }).ShouldStartWith("Expected a parsed document of at most 50 bytes");
        Parsed.Refusal("a\n\nb\n\nc", "text", "unstructured", limits: new ParseLimits { MaxBlocks = 2 }).ShouldStartWith("Expected at most 2 headings");
    }

    // A document, or the words of its refusal; anything else that is thrown fails the property.
    private static string Outcome(byte[] bytes, string fileType, string profile, ParseOptions options)
    {
        try
        {
            return Encoding.UTF8.GetString(ContentParsing.Parse(bytes, fileType, profile, options, Small, CancellationToken.None).Document.Span);
        }
        catch (ParseException refused)
        {
            return refused.Message;
        }
    }
}
