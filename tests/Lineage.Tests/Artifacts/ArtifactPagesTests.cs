using IntentEngine.Lineage.Traversal;
using Shouldly;

namespace IntentEngine.Lineage.Artifacts;

public sealed class ArtifactPagesTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Theory, InlineData(1), InlineData(2), InlineData(5), InlineData(100)]
    public async Task Pages_of_a_lineage_put_together_are_one_exact_order(int limit)
    {
        await RecordDiamondsAsync();

        foreach (var (query, above, below, cut) in new[]
                 {
                     ("", "m1 m2 s1 s2", "o1 o2 p", (Limit?)null), ("&depth=1", "m1 m2", "o1 o2", Limit.Depth), ("&direction=up", "m1 m2 s1 s2", "", null), ("&direction=down", "", "o1 o2 p", null),
                 })
        {
            var pages = new List<ArtifactLineageById.Response> { await LineageAsync($"limit={limit}{query}") };
            while (pages[^1].Cursor is { } cursor) pages.Add(await LineageAsync($"limit={limit}{query}&cursor={cursor}"));

            pages.SelectMany(p => p.Ancestors).Ids().ShouldBe(above.Split(' ', StringSplitOptions.RemoveEmptyEntries), query);
            pages.SelectMany(p => p.Descendants).Ids().ShouldBe(below.Split(' ', StringSplitOptions.RemoveEmptyEntries), query);
            (pages[^1].Complete, pages[^1].TruncatedBy).ShouldBe((cut is null, cut), query);
            pages.SkipLast(1).ShouldAllBe(p => p.TruncatedBy == Limit.Nodes && !p.Complete && p.Ancestors.Count + p.Descendants.Count == limit);
            (pages[^1].Ancestors.Count + pages[^1].Descendants.Count).ShouldBeLessThanOrEqualTo(limit);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(100)]
    public async Task Within_a_level_what_was_first_stands_first_whatever_its_name(int limit)
    {
        await _acme.RecordAsync(_acme.Artifact("me"), _acme.Artifact("z", at: 1, parents: "me"), _acme.Artifact("y", at: 2, parents: "me"), _acme.Artifact("x", at: 3, parents: "me"), _acme.Artifact("a", at: 4, parents: "z"));

        var pages = new List<ArtifactLineageById.Response> { await LineageAsync($"limit={limit}") };
        while (pages[^1].Cursor is { } cursor) pages.Add(await LineageAsync($"limit={limit}&cursor={cursor}"));

        pages.SelectMany(p => p.Descendants).Ids().ShouldBe(["z", "y", "x", "a"]);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(100)]
    public async Task The_last_page_still_says_that_something_lies_beyond_the_depth_above(int limit)
    {
        await _acme.RecordAsync(
            _acme.Artifact("top"), _acme.Artifact("parent", at: 1, parents: "top"), _acme.Artifact("me", at: 2, parents: "parent"), _acme.Artifact("b1", at: 3, parents: "me"), _acme.Artifact("b2", at: 4, parents: "me"));

        var pages = new List<ArtifactLineageById.Response> { await LineageAsync($"depth=1&limit={limit}") };
        while (pages[^1].Cursor is { } cursor) pages.Add(await LineageAsync($"depth=1&limit={limit}&cursor={cursor}"));

        pages.SelectMany(p => p.Ancestors.Concat(p.Descendants)).Ids().ShouldBe(["parent", "b1", "b2"]);
        (pages[^1].Complete, pages[^1].TruncatedBy).ShouldBe((false, Limit.Depth));
    }

    [Fact]
    public async Task What_is_reached_again_takes_no_place_of_what_is_new()
    {
        // x, y and z were made from me and, once more, from its other child; only "new" is new on the second level, and it is the youngest.
        string[] both = ["me", "w"];
        await _acme.RecordAsync(
            _acme.Artifact("me"), _acme.Artifact("w", at: 1, parents: "me"), _acme.Artifact("x", at: 2, parents: both), _acme.Artifact("y", at: 3, parents: both), _acme.Artifact("z", at: 4, parents: both),
            _acme.Artifact("new", at: 9, parents: "w"));

        (await LineageAsync("limit=5")).ShouldSatisfyAllConditions(l => l.Descendants.Ids().ShouldBe(["w", "x", "y", "z", "new"]), l => l.Complete.ShouldBeTrue());
    }

    [Fact]
    public async Task A_cursor_continues_no_other_question()
    {
        await RecordDiamondsAsync();
        var cursor = (await LineageAsync("limit=1")).Cursor;

        foreach (var other in new[] { "depth=2", "include_deleted=true", "direction=up", "direction=both" })
            (await _acme.RefusalAsync($"/api/artifact-index/me/lineage?limit=1&{other}&cursor={cursor}")).Detail.ShouldContain("cursor", customMessage: other);
        foreach (var path in new[] { "/api/artifact-index/m1/lineage", "/api/artifact-index/me/impact", "/api/artifact-index", "/executions" })
            (await _acme.RefusalAsync($"{path}?cursor={cursor}")).Detail.ShouldContain("cursor", customMessage: path);
        var page = await _acme.GetAsync<ArtifactList.Page>("/api/artifact-index?limit=1");
        foreach (var other in new[] { "state=READY", "eligible_for=dance", "run_id=r", "root=s1", "derivation_run_id=r", "derivation_intent=i", "derived_from=me" })
            (await _acme.RefusalAsync($"/api/artifact-index?{other}&cursor={page.NextCursor}")).Detail.ShouldContain("cursor", customMessage: other);
    }

    [Fact]
    public async Task Pages_of_the_list_put_together_are_the_whole_list()
    {
        await RecordDiamondsAsync();

        var pages = new List<ArtifactList.Page> { await _acme.GetAsync<ArtifactList.Page>("/api/artifact-index?limit=3") };
        while (pages[^1].NextCursor is { } cursor) pages.Add(await _acme.GetAsync<ArtifactList.Page>($"/api/artifact-index?limit=3&cursor={cursor}"));

        pages.SelectMany(p => p.Artifacts).Ids().ShouldBe(["p", "o1", "o2", "me", "m1", "m2", "s1", "s2"]);
        pages.ShouldAllBe(p => p.Total == 8 && p.TotalIsExact);
        (await _acme.RefusalAsync($"/api/artifact-index?type=document&cursor={pages[0].NextCursor}")).Detail.ShouldContain("cursor");
    }

    /// <summary>P6: what is deleted connects nothing, unless it is asked for.</summary>
    [Fact]
    public async Task A_deleted_artifact_is_left_out_and_connects_nothing_unless_it_is_asked_for()
    {
        await _acme.RecordAsync(_acme.Artifact("a"), _acme.Artifact("b", state: "DELETED", at: 1, parents: "a"), _acme.Artifact("c", at: 2, parents: "b"), _acme.Artifact("d", at: 3, parents: "a"));

        (await GraphAsync("a", "")).Descendants.Ids().ShouldBe(["d"]);
        (await GraphAsync("a", "")).Complete.ShouldBeTrue();
        (await GraphAsync("c", "")).Ancestors.ShouldBeEmpty();
        (await GraphAsync("a", "include_deleted=true")).Descendants.Ids().ShouldBe(["b", "d", "c"]);
        (await GraphAsync("c", "include_deleted=true")).Ancestors.Ids().ShouldBe(["b", "a"]);
        (await GraphAsync("b", "")).ShouldSatisfyAllConditions(g => g.Artifact.LifecycleState.ShouldBe("DELETED"), g => g.Ancestors.Ids().ShouldBe(["a"]), g => g.Descendants.Ids().ShouldBe(["c"]));
        (await _acme.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/a/impact")).Artifacts.Ids().ShouldBe(["d"]);
        (await _acme.GetAsync<ImpactOfArtifact.Response>("/api/artifact-index/a/impact?include_deleted=true")).Artifacts.Ids().ShouldBe(["b", "d", "c"]);
        (await _acme.GetAsync<ProofOfArtifact.Response>("/api/artifact-index/c/proof")).Artifacts.ShouldBeEmpty();
        (await _acme.GetAsync<ProofOfArtifact.Response>("/api/artifact-index/c/proof?include_deleted=true")).Artifacts.Ids().ShouldBe(["b", "a"]);
    }

    // s1, s2 -> m1, m2 -> me -> o1, o2 -> p, with every pair connected.
    private Task RecordDiamondsAsync() => _acme.RecordAsync(
        _acme.Artifact("s1"), _acme.Artifact("s2"), _acme.Artifact("m1", at: 1, parents: ["s1", "s2"]), _acme.Artifact("m2", at: 1, parents: ["s1", "s2"]), _acme.Artifact("me", at: 2, parents: ["m1", "m2"]),
        _acme.Artifact("o1", at: 3, parents: "me"), _acme.Artifact("o2", at: 3, parents: "me"), _acme.Artifact("p", at: 4, parents: ["o1", "o2"]));

    private Task<ArtifactLineageById.Response> LineageAsync(string query) => GraphAsync("me", query);

    private Task<ArtifactLineageById.Response> GraphAsync(string id, string query) => _acme.GetAsync<ArtifactLineageById.Response>($"/api/artifact-index/{id}/lineage?{query}");
}
