using System.Net;
using System.Text;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Artifacts.Uploads;

public sealed class PostArtifactTests(IntentsHost host)
{
    private static readonly string Session = Guid.NewGuid().ToString();

    private readonly Library _library = new(host);

    [Fact]
    public async Task An_upload_is_a_file_without_a_profile_that_can_be_used_at_once()
    {
        var made = (await _library.Upload(query: "?name=stock.csv")).ShouldBe(HttpStatusCode.Created);

        made.Location!.ToString().ShouldBe($"/api/artifacts/{made["artifact_id"]}");
        (made["artifact_type"], made["lifecycle_state"], made["display_name"], made["created_by"], made["version"]).ShouldBe(("file", "READY", "stock.csv", "some-member", "1"));
        made.Body.GetProperty("lineage").ToString().ShouldContain("\"derivation_intent\":\"ingest_file\"");
        (made.Body.GetProperty("lineage").GetProperty("generation").GetInt32(), made.Body.GetProperty("lineage").GetProperty("root_artifact_id").GetString()).ShouldBe((0, made["artifact_id"]));
        var kept = made.Body.GetProperty("materializations").EnumerateArray().ShouldHaveSingleItem();
        (kept.GetProperty("storage_type").GetString(), kept.GetProperty("uri").GetString(), kept.GetProperty("format").GetString(), kept.GetProperty("size").GetInt32())
            .ShouldBe(("content_store", $"sha256:{Library.CsvHash}", "text/csv", Library.Csv.Length));
        made.Body.ToString().ShouldNotContain("profile");
        Same(await _library.Resolve(made["artifact_id"]!), made);
        _library.Contents.ShouldBe([Library.CsvHash]);
    }

    [Fact]
    public async Task A_form_with_one_file_is_the_same_upload()
    {
        var made = (await _library.UploadForm(Library.Form("stock.csv"), "?save=false")).ShouldBe(HttpStatusCode.Created);

        (made["display_name"], made["lifecycle_state"]).ShouldBe(("stock.csv", "PENDING"));
        _library.Contents.ShouldBe([Library.CsvHash]);
    }

    [Theory]
    [InlineData("../../../etc/passwd.csv", "passwd.csv")]
    [InlineData("..\\..\\windows\\system.csv", "system.csv")]
    [InlineData("/etc/cron.d/evil.csv", "evil.csv")]
    public async Task A_name_is_shown_and_leads_nowhere(string sent, string shown)
    {
        (await _library.UploadForm(Library.Form(sent))).ShouldBe(HttpStatusCode.Created)["display_name"].ShouldBe(shown);

        _library.Contents.ShouldBe([Library.CsvHash]);
    }

    [Theory]
    [InlineData(null, "stock.csv", "text/csv")]
    [InlineData("application/octet-stream", "notes.MD", "text/markdown")]
    [InlineData("text/plain; charset=utf-8", "stock.csv", "text/plain")]
    public async Task A_type_that_is_not_told_is_that_of_the_name(string? declared, string name, string kept)
    {
        var form = Library.Form(name, type: null);
        if (declared is not null) form.Single().Headers.TryAddWithoutValidation("Content-Type", declared);

        (await _library.UploadForm(form)).ShouldBe(HttpStatusCode.Created).Body.GetProperty("materializations")[0].GetProperty("format").GetString().ShouldBe(kept);
    }

    [Fact]
    public async Task The_same_content_in_the_same_session_is_the_same_artifact()
    {
        var first = (await _library.Upload(query: $"?session_id={Session}")).ShouldBe(HttpStatusCode.Created);

        Same(await _library.Upload(query: $"?session_id={Session}&name=again.csv"), first);
        (await _library.Registered()).ShouldBe("1 1");
        (await _library.Upload(query: $"?session_id={Guid.NewGuid()}")).ShouldBe(HttpStatusCode.Created)["artifact_id"].ShouldNotBe(first["artifact_id"]);
        (await _library.Upload("other\n", $"?session_id={Session}")).ShouldBe(HttpStatusCode.Created)["artifact_id"].ShouldNotBe(first["artifact_id"]);
        (await _library.Upload()).ShouldBe(HttpStatusCode.Created);
        (await _library.Upload()).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_upload_many_times_at_once_has_one_effect()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _library.Upload(query: $"?session_id={Session}")));

        answers.Select(answer => answer["artifact_id"]).Distinct().ShouldHaveSingleItem();
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(11);
        (await _library.Registered()).ShouldBe("1 1");
        (await _library.Told(1)).Count.ShouldBe(1);
        _library.Contents.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_idempotency_key_makes_repeating_safe_and_stands_for_one_upload()
    {
        var first = (await _library.Upload(key: "upload-1")).ShouldBe(HttpStatusCode.Created);

        (await _library.Upload(key: "upload-1")).ShouldBe(HttpStatusCode.OK)["artifact_id"].ShouldBe(first["artifact_id"]);
        (await _library.Upload("other\n", key: "upload-1")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _library.Upload(key: "upload-2")).ShouldBe(HttpStatusCode.Created)["artifact_id"].ShouldNotBe(first["artifact_id"]);
        (await new Library(host).Upload(key: "upload-1")).ShouldBe(HttpStatusCode.Created)["artifact_id"].ShouldNotBe(first["artifact_id"]);
    }

    [Fact]
    public async Task A_derived_artifact_knows_how_far_it_is_from_its_root()
    {
        var file = await _library.Have();
        var parsed = (await _library.Upload("[1]", $"?type=parsed_content&parent={file}&derivation_intent=parse_content&execution_id=execution-7&intent_id=intent-7", "application/json", "worker")).ShouldBe(HttpStatusCode.Created);
        var second = await _library.Have();
        var merged = (await _library.Upload("[2]", $"?type=embeddings&parent={parsed["artifact_id"]}&parent={second}", "application/json")).ShouldBe(HttpStatusCode.Created);

        Lineage(parsed).ShouldBe((1, file, "parse_content", "execution-7"));
        parsed.Body.GetProperty("produced_by").ToString().ShouldBe("""{"intent_id":"intent-7","execution_id":"execution-7"}""");
        // The seed's formula would say 2 and the second level as root.
        Lineage(merged).ShouldBe((2, file, "ingest_file", Lineage(merged).Run));
        merged.Body.GetProperty("parent_artifacts").EnumerateArray().Select(p => p.GetString()).ShouldBe([parsed["artifact_id"], second]);
    }

    [Fact]
    public async Task Parents_must_exist_here_and_nobody_is_its_own()
    {
        var foreign = await new Library(host).Have();

        (await _library.Upload(query: $"?parent={foreign}")).ShouldBe(HttpStatusCode.Conflict).Body.GetProperty("missing_parents")[0].GetString().ShouldBe(foreign);
        (await _library.Upload(query: "?artifact_id=a&parent=a")).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldBe("Artifact 'a' cannot be its own parent.");
        (await _library.Registered()).ShouldBe("0 0");
    }

    [Fact]
    public async Task Derivations_cannot_be_bent_into_a_circle()
    {
        await _library.Have("?artifact_id=a");
        await _library.Have("?artifact_id=b&parent=a");

        var refusal = (await _library.Upload(query: "?artifact_id=a&parent=b")).ShouldBe(HttpStatusCode.Conflict);

        (refusal["current_state"], refusal["detail"]).ShouldBe(("READY", "Artifact 'a' exists with another parent_artifacts. What is registered never changes; choose another id."));
        (await _library.Registered()).ShouldBe("2 2");
    }

    [Fact]
    public async Task The_index_is_told_what_exists_and_nothing_about_storage()
    {
        var file = await _library.Have("?name=stock.csv");

        var told = (await _library.Told(1)).ShouldHaveSingleItem().ShouldBeOfType<ArtifactRegistered>().Artifact;

        (told.ArtifactId, told.ArtifactType, told.LifecycleState, told.Version, told.DisplayName, told.Generation, told.RootArtifactId).ShouldBe((file, "file", ArtifactState.Ready, 1, "stock.csv", 0, file));
        JsonSerializer.Serialize(told).ShouldNotContain(Library.CsvHash);
        (await _library.Organization.Rows("select action || ' ' || actor_id || ' ' || to_state from artifact_audit_log")).ShouldBe(["artifact_registered some-member READY"]);
    }

    [Fact]
    public async Task A_content_of_exactly_the_limit_is_taken()
    {
        (await _library.Upload(Encoding.ASCII.GetBytes(new string('a', 1_000_000)))).ShouldBe(HttpStatusCode.Created);
    }

    // The database keeps members of objects in an order of its own.
    private static void Same(Answer answer, Answer first) =>
        JsonElement.DeepEquals(answer.ShouldBe(HttpStatusCode.OK).Body, first.Body).ShouldBeTrue($"{answer.Body} is not {first.Body}");

    private static (int Generation, string? Root, string? Intent, string? Run) Lineage(Answer answer)
    {
        var lineage = answer.Body.GetProperty("lineage");
        return (lineage.GetProperty("generation").GetInt32(), lineage.GetProperty("root_artifact_id").GetString(), lineage.GetProperty("derivation_intent").GetString(), lineage.GetProperty("derivation_run_id").GetString());
    }
}
