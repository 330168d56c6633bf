using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.ProviderCalls;

public sealed class ModelQuestionsTests
{
    private static readonly CompletionRequest Request = new() { Purpose = "test", Instructions = "", Input = "", JsonSchema = "{}" };

    [Fact]
    public async Task An_answer_that_lacks_a_required_member_is_a_validation_error_with_its_price()
    {
        var cost = new CostMeter();

        var error = await Should.ThrowAsync<ProviderException>(() => new ScriptedLanguageModel(_ => "{}").Ask<Shape>(Request, cost, CancellationToken.None));

        error.ErrorType.ShouldBe(ProviderErrorType.ValidationError);
        error.CostUsd.ShouldBe(ScriptedLanguageModel.CallCost);
        cost.Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_good_answer_is_read_and_paid()
    {
        var cost = new CostMeter();

        var answer = await new ScriptedLanguageModel(_ => """{"word_count": 3}""").Ask<Shape>(Request, cost, CancellationToken.None);

        answer.Value.WordCount.ShouldBe(3);
        cost.Total.ShouldBe(ScriptedLanguageModel.CallCost);
    }

    private sealed record Shape
    {
        public required int WordCount { get; init; }
    }
}
