using Shouldly;

namespace IntentEngine.Lineage.Similarity;

/// <summary>The vectors of the origin (specification: semantics §3.4).</summary>
public sealed class SimilarityScoreTests
{
    private const string Config = "FileNotFoundError: config.json not found";
    private const string Settings = "FileNotFoundError: settings.json not found";

    [Theory]
    [InlineData(Config, Settings, 0.800)]
    [InlineData(Config, "ValueError: invalid configuration value", 0.0)]
    [InlineData(Config, Config, 1.0)]
    [InlineData(Config, null, 0.0)]
    [InlineData(null, null, 1.0)]
    [InlineData("the a of", "the a of", 0.0)]
    public void Messages_are_compared_by_their_words(string? left, string? right, double expected)
    {
        ErrorText.Similarity(left, right).ShouldBe(expected, 0.0005);
        ErrorText.Similarity(right, left).ShouldBe(expected, 0.0005);
    }

    [Theory]
    [InlineData("app.py config.py utils.py", "app.py test_app.py", 0.25)]
    [InlineData("""src\app.py""", "src/app.py", 1.0)]
    [InlineData("/SRC/App.py/", "src/app.py", 1.0)]
    [InlineData("", "", 1.0)]
    [InlineData("a", "", 0.0)]
    public void Files_are_compared_as_sets_in_one_spelling(string left, string right, double expected) =>
        PathSets.Similarity(Paths(left), Paths(right)).ShouldBe(expected, 0.0005);

    [Fact]
    public void The_whole_is_half_the_error_three_tenths_the_files_and_two_tenths_the_rest()
    {
        var score = SimilarityScore.Of(Execution(Config, "a b"), Execution(Settings, "b c"));

        score.Paths.ShouldBe(1 / 3.0, 0.0005);
        score.Total.ShouldBe(0.70, 0.0005);
        score.Why(sameStatus: true, sameVerdict: true).ShouldBe(["Same status", "Same verdict", "Similar error message (0.80)", "Some path overlap"]);
    }

    [Fact]
    public void Another_status_or_verdict_costs_a_tenth_each()
    {
        var one = Execution(Config, "a");
        SimilarityScore.Of(one, one).Total.ShouldBe(1.0, 0.0005);
        SimilarityScore.Of(one, one with { Status = "rolled_back" }).Total.ShouldBe(0.9, 0.0005);
        SimilarityScore.Of(one, one with { Status = "rolled_back", Verdict = "deny" }).Total.ShouldBe(0.8, 0.0005);
        new SimilarityScore(0, 0, 0).Why(false, false).ShouldBe(["Similar overall score"]);
    }

    private static ComparedExecution Execution(string error, string paths) => new()
    {
        ExecutionId = "e",
        Status = "failed",
        Verdict = "allow",
        Error = error,
        Paths = Paths(paths),
    };

    private static IReadOnlySet<string> Paths(string list) => PathSets.Of(list.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
