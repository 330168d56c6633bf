using System.Net;
using System.Text.Json;
using IntentEngine.Hosting.Settings;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace IntentEngine.Lineage.Similarity;

/// <summary>An embeddings service in OpenAI's format, which says that two messages without a word in common mean the same.</summary>
public sealed class ErrorMeaningsTests(LineageHost host) : IAsyncLifetime
{
    private readonly Organization _acme = host.NewOrganization();
    private readonly List<string[]> _asked = [];
    private WebApplication _service = null!;
    private Func<HttpContext, string[], Task> _answer = null!;
    private OpenAiEmbeddings _embeddings = null!;

    [Fact]
    public async Task A_message_that_means_the_same_is_found_though_it_shares_no_word()
    {
        await RecordTwoAsync();

        var found = (await FindAsync()).ShouldHaveSingleItem();

        (found.Execution.ExecutionId, found.Tier).ShouldBe(("same", SimilarityTier.Embedding));
        found.Embedding.ShouldNotBeNull().ShouldBe(0.8, 0.001);
        found.Score.Error.ShouldBe(0.8, 0.001);
    }

    [Fact]
    public async Task What_reads_more_alike_than_it_is_said_to_mean_keeps_its_score()
    {
        await _acme.RecordAsync(SimilarByIdTests.Failed(_acme, "mine", "Quota of 5 used up"), SimilarByIdTests.Failed(_acme, "today", "Quota of 5 used up today", at: 1));
        _answer = (http, texts) => http.Response.WriteAsJsonAsync(new
        {
            data = texts.Index().Select(text => new { index = text.Index, embedding = text.Item.EndsWith("today", StringComparison.Ordinal) ? new[] { 0.8, 0.6 } : [1.0, 0.0] }),
        });

        var found = (await FindAsync()).ShouldHaveSingleItem();

        (found.Embedding!.Value, found.Score.Error).ShouldSatisfyAllConditions(both => both.Value.ShouldBe(0.8, 0.001), both => both.Error.ShouldBe(ErrorText.Similarity("Quota of 5 used up", "Quota of 5 used up today")));
        found.Score.Error.ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public async Task Each_template_is_sent_once_and_without_what_varies()
    {
        await RecordTwoAsync();

        await FindAsync();
        await FindAsync();

        var texts = _asked.ShouldHaveSingleItem();
        texts.ShouldBe(["server_error: quota of <num> used up", "server_error: limit reached"], ignoreOrder: true);
        (await _acme.ScalarAsync<long>("select count(*) from error_embeddings where model = 'test-model'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_service_that_fails_answers_nonsense_or_is_silent_changes_nothing()
    {
        await RecordTwoAsync();
        await _acme.RecordAsync(SimilarByIdTests.Failed(_acme, "exact", "Quota of 9 used up", at: 5));

        Func<HttpContext, string[], Task>[] faults =
        [
            (http, _) => { http.Response.StatusCode = 500; return Task.CompletedTask; },
            (http, _) => { http.Response.Redirect("http://127.0.0.1:1/"); return Task.CompletedTask; },
            (http, _) => http.Response.WriteAsync("nonsense"),
            (http, _) => http.Response.WriteAsJsonAsync(new { data = new[] { new { index = 0, embedding = new[] { 1.0 } } } }),
            (http, _) => http.Response.WriteAsJsonAsync(new { data = (object?)null }),
            (http, _) => { http.Abort(); return Task.CompletedTask; },
            (http, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted),
        ];
        using var impatient = Embeddings(milliseconds: 200);
        foreach (var fault in faults)
        {
            _answer = fault;
            (await FindAsync(fault == faults[^1] ? impatient : _embeddings)).Select(f => f.Execution.ExecutionId).ShouldBe(["exact"]);
        }

        // Who is impatient may give up before the question arrives.
        _asked.Count.ShouldBeGreaterThanOrEqualTo(faults.Length - 1);
    }

    [Fact]
    public async Task Unless_it_is_configured_nobody_is_asked()
    {
        await RecordTwoAsync();

        (await _acme.GetAsync<SimilarById.Response>("/executions/mine/similar")).SimilarFailures.ShouldBeEmpty();
        _asked.ShouldBeEmpty();
        new EmbeddingOptions().BaseUrl.ShouldBeNull();
    }

    [Fact]
    public void An_address_without_a_model_is_refused_at_start() =>
        Should.Throw<SettingsException>(() => new OpenAiEmbeddings(new EmbeddingOptions { BaseUrl = new Uri("http://127.0.0.1:1/v1") })).Message.ShouldContain("Lineage:Embeddings:Model");

    private Task RecordTwoAsync() => _acme.RecordAsync(
        SimilarByIdTests.Failed(_acme, "mine", "Quota of 5 used up"), SimilarByIdTests.Failed(_acme, "same", "limit reached", at: 1));

    private async Task<IReadOnlyList<SimilarFailure>> FindAsync(OpenAiEmbeddings? embeddings = null)
    {
        var meanings = new ErrorMeanings(host.Service<LineageDatabase>(), NullLogger<ErrorMeanings>.Instance, embeddings ?? _embeddings);
        var subject = FailedExecution.Of(new ExecutionRecord
        {
            ExecutionId = "mine",
            EffectiveCorrelationId = "mine",
            Name = "test.step",
            Status = "failed",
            ErrorType = "server_error",
            ErrorMessage = "Quota of 5 used up",
        });
        return await new SimilarFailures(host.Service<LineageDatabase>()).FindAsync(
            _acme.Id, subject, await meanings.LikeAsync(_acme.Id, subject, CancellationToken.None), new SimilarFailuresWanted(10, 0.3, SameCorrelation: false), CancellationToken.None);
    }

    public async ValueTask InitializeAsync()
    {
        _answer = (http, texts) => http.Response.WriteAsJsonAsync(new
        {
            // Out of order, as the format allows.
            data = texts.Index().Reverse().Select(text => new { index = text.Index, embedding = text.Item.Contains("quota", StringComparison.Ordinal) ? new[] { 1.0, 0.0 } : [0.8, 0.6] }),
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _service = builder.Build();
        _service.Urls.Add("http://127.0.0.1:0");
        _service.MapPost("/v1/embeddings", async (HttpContext http) =>
        {
            http.Request.Headers.Authorization.ToString().ShouldBe("Bearer secret");
            var question = await http.Request.ReadFromJsonAsync<JsonElement>();
            question.GetProperty("model").GetString().ShouldBe("test-model");
            string[] texts = [.. question.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];
            _asked.Add(texts);
            await _answer(http, texts);
        });
        await _service.StartAsync();
        _embeddings = Embeddings(milliseconds: 30_000);
    }

    private OpenAiEmbeddings Embeddings(int milliseconds) =>
        new(new EmbeddingOptions { BaseUrl = new Uri($"{_service.Urls.First()}/v1"), Model = "test-model", ApiKey = "secret", TimeoutMilliseconds = milliseconds });

    public async ValueTask DisposeAsync()
    {
        _embeddings.Dispose();
        await _service.DisposeAsync();
    }
}
