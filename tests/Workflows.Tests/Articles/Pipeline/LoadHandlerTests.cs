using System.Text.Json;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Articles.Pipeline;

public sealed class LoadHandlerTests
{
    [Fact]
    public async Task A_job_of_its_own_needs_only_id_title_and_keyword()
    {
        var (job, _) = await new LoadHandler().Completes<ArticleJob>(Context("""{"article_id": "33333333-3333-3333-3333-333333333333", "title": "T", "keyword": "k"}"""));

        job.IntentWorkflowId.ShouldBeNull();
        job.Spokes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("null", "null")]
    [InlineData("[]", "ArticleJob")]
    [InlineData("""{"article_id": "33333333-3333-3333-3333-333333333333", "title": "T"}""", "keyword")]
    [InlineData("""{"article_id": "33333333-3333-3333-3333-333333333333", "title": " ", "keyword": "k"}""", "title")]
    [InlineData("""{"article_id": "00000000-0000-0000-0000-000000000000", "title": "T", "keyword": "k"}""", "article_id")]
    public async Task A_job_that_does_not_fit_is_refused_by_field(string? data, string named)
    {
        var error = await Should.ThrowAsync<StepException>(() => new LoadHandler().RunOnce(Context(data)));

        error.Message.ShouldContain(named);
        error.IsTransient.ShouldBeFalse();
    }

    private static FixedContext Context(string? data) =>
        FixedContext.ForStep(0, new WorkflowInput { Data = data is null ? null : JsonDocument.Parse(data).RootElement });
}
