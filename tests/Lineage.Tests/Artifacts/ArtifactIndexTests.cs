using System.Net;
using System.Text.Json;
using Shouldly;

namespace IntentEngine.Lineage.Artifacts;

public sealed class ArtifactIndexTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Structured_lineage_is_the_seeds_and_generation_counts_levels_not_parents()
    {
        await RecordFileToSummaryAsync();

        var embeddings = await _acme.GetAsync<JsonElement>("/api/artifact-index/embeddings");
        var merged = (await _acme.GetAsync<ArtifactSummary>("/api/artifact-index/summary")).Lineage;

        embeddings.GetProperty("lineage").GetRawText().ShouldBe(
            """{"derived_from":["parsed"],"derivation_intent":"extract_embeddings","derivation_run_id":"execution-1","generation":2,"root_artifact_id":"file"}""");
        embeddings.GetProperty("produced_by").GetRawText().ShouldBe("""{"intent":"extract_embeddings","execution_id":"execution-1"}""");
        (merged.Generation, merged.RootArtifactId, merged.DerivedFrom.Count).ShouldBe((3, "file", 2));
    }

    [Fact]
    public async Task The_stored_lineage_says_the_same_and_can_be_searched_by_containment()
    {
        await RecordFileToSummaryAsync();

        (await _acme.ScalarAsync<string>("""select artifact_id from artifact_index where lineage @> '{"derived_from": ["parsed"], "generation": 2, "root_artifact_id": "file"}'""")).ShouldBe("embeddings");
    }

    [Fact]
    public async Task A_parent_that_arrives_late_repairs_all_below_it()
    {
        await _acme.RecordAsync(_acme.Artifact("c", parents: "b"));
        (await LineageAsync("c")).ShouldBe((1, "b"));

        await _acme.RecordAsync(_acme.Artifact("b", parents: "a"));
        (await LineageAsync("c")).ShouldBe((2, "a"));

        await _acme.RecordAsync(_acme.Artifact("a", parents: ["x", "y"]), _acme.Artifact("y", parents: "z"));
        (await LineageAsync("c")).ShouldBe((4, "x"));
    }

    [Fact]
    public async Task The_first_parent_gives_the_root_whatever_its_name()
    {
        await _acme.RecordAsync(_acme.Artifact("z"), _acme.Artifact("a"), _acme.Artifact("child", parents: ["z", "a"]));

        (await LineageAsync("child")).ShouldBe((1, "z"));
        (await _acme.GetAsync<ArtifactSummary>("/api/artifact-index/child")).Lineage.DerivedFrom.ShouldBe(["z", "a"]);
    }

    [Fact]
    public async Task A_newer_fact_replaces_the_parents()
    {
        await _acme.RecordAsync(_acme.Artifact("old"), _acme.Artifact("new"), _acme.Artifact("child", 1, parents: "old"));
        await _acme.RecordAsync(_acme.Artifact("child", 2, parents: "new"));

        (await GraphAsync("child")).Ancestors.Select(a => a.ArtifactId).ShouldBe(["new"]);
        (await GraphAsync("old")).Descendants.ShouldBeEmpty();
    }

    [Fact]
    public async Task Circles_and_self_parents_have_no_generation_or_none_but_their_own_and_their_walks_end()
    {
        await _acme.RecordAsync(_acme.Artifact("a", parents: "b"), _acme.Artifact("b", parents: "a"), _acme.Artifact("below", parents: "b"), _acme.Artifact("self", parents: "self"));

        (await LineageAsync("a")).ShouldBe((null, null));
        (await LineageAsync("below")).ShouldBe((null, null));
        (await LineageAsync("self")).ShouldBe((0, "self"));
        (await GraphAsync("a")).ShouldSatisfyAllConditions(
            g => g.Ancestors.Select(a => a.ArtifactId).ShouldBe(["b"]), g => g.Descendants.Select(a => a.ArtifactId).ShouldBe(["b", "below"]), g => g.Complete.ShouldBeTrue());
    }

    [Fact]
    public async Task Ancestors_and_descendants_come_level_by_level_and_depth_is_reported()
    {
        await RecordFileToSummaryAsync();

        var summary = await GraphAsync("summary");
        var file = await GraphAsync("file", "?depth=1");

        summary.Ancestors.Select(a => a.ArtifactId).ShouldBe(["parsed", "embeddings", "file"]);
        file.Descendants.Select(a => a.ArtifactId).ShouldBe(["parsed"]);
        (file.Complete, file.TruncatedBy).ShouldBe((false, Traversal.Limit.Depth));
    }

    [Theory]
    [InlineData("", "summary embeddings parsed file")]
    [InlineData("?type=file", "file")]
    [InlineData("?state=PENDING", "draft")]
    [InlineData("?state=PENDING&state=READY&limit=2", "summary draft")]
    [InlineData("?eligible_for=parse_content", "file")]
    [InlineData("?eligible_for=save_materialization", "embeddings parsed file")]
    [InlineData("?eligible_for=dance", "summary embeddings parsed file")]
    [InlineData("?root=file", "summary embeddings parsed file")]
    [InlineData("?root=draft&state=PENDING&state=READY", "draft")]
    [InlineData("?derivation_intent=parse_content", "parsed")]
    [InlineData("?derivation_run_id=execution-2", "summary")]
    [InlineData("?run_id=run-1", "file")]
    [InlineData("?derived_from=parsed", "summary embeddings")]
    [InlineData("?limit=2&offset=1", "embeddings parsed")]
    public async Task Lists_are_newest_first_of_what_is_usable(string query, string expected)
    {
        await RecordFileToSummaryAsync();
        await _acme.RecordAsync(_acme.Artifact("draft", state: "PENDING", at: 4));

        (await _acme.GetAsync<ArtifactList.Page>($"/api/artifact-index{query}")).Artifacts.Select(a => a.ArtifactId).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public async Task The_total_counts_all_pages_and_archived_ones_and_keeps_the_first_time()
    {
        await _acme.RecordAsync(_acme.Artifact("a", 1), _acme.Artifact("b", 1, at: 5));
        await _acme.RecordAsync(_acme.Artifact("a", 2, "ARCHIVED", at: 100));

        var list = await _acme.GetAsync<ArtifactList.Page>("/api/artifact-index?limit=1&offset=1");

        list.Total.ShouldBe(2);
        list.Artifacts.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            a => a.ArtifactId.ShouldBe("a"), a => a.LifecycleState.ShouldBe("ARCHIVED"), a => a.CreatedAt.ShouldBe(Organization.Moment(1)), a => a.UpdatedAt.ShouldBe(Organization.Moment(102)));
    }

    [Fact]
    public async Task An_artifact_is_shown_by_the_name_it_describes_itself_with()
    {
        await _acme.RecordAsync(_acme.Artifact("a") with { SemanticDescriptor = JsonSerializer.SerializeToElement(new { name = "Q3 keywords", count = 12 }) }, _acme.Artifact("b"));

        (await _acme.GetAsync<ArtifactSummary>("/api/artifact-index/a")).DisplayName.ShouldBe("Q3 keywords");
        (await _acme.GetAsync<ArtifactSummary>("/api/artifact-index/b")).DisplayName.ShouldBe("document");
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?offset=-1", "offset")]
    [InlineData("?state=ready", "state")]
    [InlineData("?type=%00", "type")]
    [InlineData("/a/lineage?depth=1001", "depth")]
    [InlineData("/a/lineage?limit=0", "limit")]
    [InlineData("/a/lineage?direction=left", "direction")]
    [InlineData("/a/lineage?cursor=AAAA", "cursor")]
    [InlineData("/a/impact?depth=0", "depth")]
    [InlineData("/a/impact?cursor=AAAA", "cursor")]
    [InlineData("?cursor=AAAA", "cursor")]
    [InlineData("?derived_from=", "derived_from")]
    public async Task Bad_input_is_refused_with_the_name_of_the_field(string query, string field)
    {
        var (status, detail) = await _acme.RefusalAsync($"/api/artifact-index{query}");

        status.ShouldBe(HttpStatusCode.BadRequest);
        detail.ShouldContain(field);
    }

    private Task RecordFileToSummaryAsync() => _acme.RecordAsync(
        _acme.Artifact("file", at: 0) with { ArtifactType = "file", RunId = "run-1" },
        _acme.Artifact("parsed", at: 2, parents: "file") with { ArtifactType = "parsed_content", DerivationIntent = "parse_content" },
        _acme.Artifact("embeddings", at: 3, parents: "parsed") with { ArtifactType = "embeddings", DerivationIntent = "extract_embeddings" },
        _acme.Artifact("summary", at: 6, parents: ["embeddings", "parsed"]) with { ArtifactType = "summary", DerivationRunId = "execution-2" });

    private async Task<(int?, string?)> LineageAsync(string id)
    {
        var lineage = (await _acme.GetAsync<ArtifactSummary>($"/api/artifact-index/{id}")).Lineage;
        return (lineage.Generation, lineage.RootArtifactId);
    }

    private Task<ArtifactLineageById.Response> GraphAsync(string id, string query = "") => _acme.GetAsync<ArtifactLineageById.Response>($"/api/artifact-index/{id}/lineage{query}");
}
