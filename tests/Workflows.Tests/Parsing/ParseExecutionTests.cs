using System.Text;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.ContentStore;
using IntentEngine.Messaging;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Workflows.Parsing;

/// <summary>Parsing as the executor of <c>parse_content</c> intents does it; the test plays the Intents service.</summary>
public sealed class ParseExecutionTests(ClassHost host) : IClassFixture<ClassHost>
{
    private const string Orders = "id,total\n1,9.50\n2,3\n";

    private readonly Organization _organization = new(host.Host);

    private IContentStore Store => _organization.Host.Services.GetRequiredService<IContentStore>();

    [Fact]
    public async Task A_claimed_intent_is_parsed_by_its_context_and_its_artifact_reported()
    {
        var execution = Guid.NewGuid();
        await Claim(await Claimed(execution, Orders, new { ingestion_profile = "structured", parse_options = new { } }));

        var done = await Eventually.Gives(() => Task.FromResult(Of<CompleteWithArtifact>().ElementAtOrDefault(0)), "the report");
        (done.IntentId, done.ExecutionId, done.ResultName).ShouldBe(("parse-1", execution.ToString(), "parsed_artifact_id"));
        var artifact = done.Artifact;
        (artifact.ArtifactType, artifact.LifecycleState, artifact.DerivationIntent, artifact.DerivationRunId, artifact.CorrelationId).ShouldBe(("parsed_content", ArtifactState.Ready, "parse_content", execution.ToString(), "corr-1"));
        artifact.ParentArtifacts.ShouldBe(["file-1"]);
        artifact.ProducedBy.ShouldBe(new ArtifactProducer { IntentId = "parse-1", ExecutionId = execution.ToString() });
        artifact.SemanticDescriptor!.Value.GetRawText().ShouldBe("""{"schema":"parsed_content.structured.v1","record_count":2,"parser_type":"csv"}""");
        artifact.DisplayName.ShouldBe("orders.csv (structured).json");
        (await Content(artifact)).ShouldContain("\"rows\":[[1,9.50],[2,3]]");

        var workflow = new Workflow(_organization, execution);
        await workflow.Until("completed");
        await workflow.ShouldBeSound();
        (await workflow.View())["definition"].ShouldBe("parse_content");
        (await _organization.Get(Organization.Workflows))["total"].ShouldBe("0", "executions of intents are not listed among the content workflows");
    }

    [Fact]
    public async Task Lineage_hears_of_the_attempt_and_its_steps_and_leaves_the_artifact_to_the_registry()
    {
        var execution = Guid.NewGuid();
        await Claim(await Claimed(execution, Orders, new { ingestion_profile = "structured" }));
        await Eventually.Gives(() => Task.FromResult(Of<CompleteWithArtifact>().ElementAtOrDefault(0)), "the report");

        await Eventually.Holds(() => Task.FromResult(Facts(execution).Any(f => f.ExecutionId == execution.ToString() && f.Status == "completed")), "the end of the attempt");
        Facts(execution).Where(f => f.Status == "completed").OrderBy(f => f.StepNumber ?? 99).Select(f => f.Name).ShouldBe(["parse.load", "parse.parse", "parse_content"]);
        Facts(execution).Where(f => f.StepNumber is not null).ShouldAllBe(f => f.ParentExecutionId == execution.ToString() && f.CorrelationId == "corr-1");
        _organization.Host.Heard.Of<RecordLineage>(m => m.Artifacts.Any(a => a.OrganizationId == _organization.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_file_profile_and_options_give_the_same_artifact_and_others_another()
    {
        var ids = new List<string>();
        foreach (var context in (object[])[
            new { ingestion_profile = "structured" },
            new { ingestion_profile = "structured", file_type = "csv", parse_options = new { has_header = true } },
            new { ingestion_profile = "unstructured" },
            new { ingestion_profile = "structured", parse_options = new { has_header = false } }])
        {
            var before = Of<CompleteWithArtifact>().Count;
            await Claim(await Claimed(Guid.NewGuid(), Orders, context, $"parse-{ids.Count}"));
            ids.Add((await Eventually.Gives(() => Task.FromResult(Of<CompleteWithArtifact>().ElementAtOrDefault(before)), "the report")).Artifact.ArtifactId);
        }

        ids[1].ShouldBe(ids[0]);
        ids.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task The_older_name_of_the_profile_counts_when_there_is_no_newer()
    {
        await Claim(await Claimed(Guid.NewGuid(), Orders, new { parsing_type = "data_model" }));
        (await Eventually.Gives(() => Task.FromResult(Of<CompleteWithArtifact>().ElementAtOrDefault(0)), "the report")).Artifact.SemanticDescriptor!.Value.GetProperty("schema").GetString().ShouldBe("parsed_content.data_model.v1");
    }

    [Theory]
    [InlineData("Just words.", """{"ingestion_profile":"structured","file_type":"text"}""", "The profile structured needs tables")]
    [InlineData("a,b\n1\n", """{"ingestion_profile":"structured"}""", "Line 2: expected 2 cells")]
    [InlineData("a,b\n1,2\n", """{"ingestion_profile":"tabular"}""", "came 'tabular'")]
    [InlineData("a,b\n1,2\n", """{"ingestion_profile":"structured","file_type":"pdf"}""", "came file_type 'pdf'")]
    [InlineData("a,b\n1,2\n", """{"ingestion_profile":"structured","parse_options":{"sheet":1}}""", "parse_options")]
    [InlineData("a,b\n1,2\n", "{}", "came none")]
    public async Task A_file_that_cannot_be_parsed_fails_the_intent_at_once_and_leaves_nothing_behind(string text, string context, string error)
    {
        var execution = Guid.NewGuid();
        await Claim(await Claimed(execution, text, JsonSerializer.Deserialize<JsonElement>(context)));

        var failed = await Eventually.Gives(() => Task.FromResult(Of<FailIntent>().ElementAtOrDefault(0)), "the report");
        (failed.IntentId, failed.ExecutionId).ShouldBe(("parse-1", execution.ToString()));
        failed.Error.ShouldContain(error);
        Of<CompleteWithArtifact>().ShouldBeEmpty();
        (await new Workflow(_organization, execution).Audit("step_retry")).ShouldBeEmpty("a file does not get better by waiting");
        await new Workflow(_organization, execution).ShouldBeSound();
    }

    [Fact]
    public async Task A_content_that_is_gone_fails_the_intent()
    {
        var claimed = await Claimed(Guid.NewGuid(), Orders, new { ingestion_profile = "structured" });
        await Claim(claimed with { Target = claimed.Target! with { Sha256 = new string('0', 64) } });

        (await Eventually.Gives(() => Task.FromResult(Of<FailIntent>().ElementAtOrDefault(0)), "the report")).Error.ShouldContain("is not in the content store");
    }

    [Fact]
    public async Task Claims_that_come_again_start_nothing_and_repeat_the_report()
    {
        var claimed = await Claimed(Guid.NewGuid(), Orders, new { ingestion_profile = "hybrid" });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Claim(claimed)));
        await Eventually.Holds(() => Task.FromResult(Of<CompleteWithArtifact>().Count >= 1), "the report");
        await new Workflow(_organization, Guid.Parse(claimed.ExecutionId)).Until("completed");
        await _organization.Settle();
        var reports = Of<CompleteWithArtifact>().Count;

        await Claim(claimed);
        await Eventually.Holds(() => Task.FromResult(Of<CompleteWithArtifact>().Count > reports), "the report again");

        (await _organization.One<long>("select count(*) from intent_workflows")).ShouldBe(1);
        Of<CompleteWithArtifact>().Select(r => r.Artifact.ArtifactId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Claims_for_others_are_left_alone_and_odd_ones_are_refused()
    {
        var claimed = await Claimed(Guid.NewGuid(), Orders, new { ingestion_profile = "hybrid" });
        var content = await _organization.Start();
        await Claim(claimed with { Worker = "somebody" });
        await Claim(claimed with { IntentType = "paint_house" });
        await Claim(claimed with { IntentId = "no-uuid", ExecutionId = "exec-1" });
        await Claim(claimed with { IntentId = "foreign-workflow", ExecutionId = content.Id.ToString() });
        await Claim(claimed with { IntentId = "without-target", Target = null, ExecutionId = Guid.NewGuid().ToString() });

        await Eventually.Holds(() => Task.FromResult(Of<FailIntent>().Count == 3), "the refusals");
        Of<FailIntent>().OrderBy(f => f.IntentId).Select(f => (f.IntentId, f.Error.Contains("POST /api/intents/{id}/execute"))).ShouldBe([("foreign-workflow", true), ("no-uuid", true), ("without-target", true)]);
        (await _organization.One<long>("select count(*) from intent_workflows where definition = 'parse_content'")).ShouldBe(0);
    }

    private async Task<IntentClaimed> Claimed(Guid execution, string text, object context, string intent = "parse-1")
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var stored = await Store.WriteAsync(_organization.Id, bytes, 1_000_000, CancellationToken.None);
        return new IntentClaimed
        {
            OrganizationId = _organization.Id,
            IntentId = intent,
            IntentType = "parse_content",
            Worker = "parsing",
            ExecutionId = execution.ToString(),
            TargetArtifactId = "file-1",
            Context = JsonSerializer.SerializeToElement(context, ContractJson.Options),
            CorrelationId = "corr-1",
            Target = new ArtifactContent { ArtifactId = "file-1", Sha256 = stored.Sha256, Size = stored.Size, Format = "text/csv", DisplayName = "orders.csv" },
        };
    }

    private Task Claim(IntentClaimed claimed) => new Workflow(_organization, Guid.Empty).Send(MessageName.Exchange<IntentClaimed>(), claimed);

    private IReadOnlyList<T> Of<T>() where T : class => _organization.Host.Heard.Of<T>(m => (Guid?)typeof(T).GetProperty("OrganizationId")!.GetValue(m) == _organization.Id);

    private List<ExecutionFact> Facts(Guid run) => [.. _organization.Host.Heard.Of<RecordLineage>(_ => true).SelectMany(m => m.Executions).Where(f => f.RunId == run.ToString()).DistinctBy(f => f.FactId)];

    private async Task<string> Content(RegisterArtifact artifact)
    {
        await using var stream = await Store.OpenAsync(_organization.Id, artifact.Materializations[0].Sha256, CancellationToken.None);
        using var reader = new StreamReader(stream!);
        return await reader.ReadToEndAsync();
    }
}
