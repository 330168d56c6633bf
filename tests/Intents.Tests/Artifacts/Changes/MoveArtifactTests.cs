using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Artifacts.Changes;

public sealed class MoveArtifactTests(IntentsHost host)
{
    private readonly Library _library = new(host);

    [Fact]
    public async Task An_upload_in_two_phases_can_be_used_once_it_is_saved()
    {
        var id = await _library.Have("?save=false");
        var unsaved = (await _library.Resolve(id)).ShouldBe(HttpStatusCode.NotFound);

        (await _library.Save(id)).ShouldBe(HttpStatusCode.OK)["lifecycle_state"].ShouldBe("READY");

        (await _library.Resolve(id)).ShouldBe(HttpStatusCode.OK)["version"].ShouldBe("2");
        // Whoever may not use it cannot tell whether it is there.
        unsaved["detail"]!.Replace(id, "", StringComparison.Ordinal).ShouldBe((await _library.Resolve("nobody"))["detail"]!.Replace("nobody", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_first_to_last_every_step_is_audited_and_told()
    {
        var id = await _library.Have("?save=false");
        await _library.Save(id);
        (await _library.Archive(id)).ShouldBe(HttpStatusCode.OK)["lifecycle_state"].ShouldBe("ARCHIVED");
        (await _library.Resolve(id)).ShouldBe(HttpStatusCode.OK);
        (await _library.Delete(id)).ShouldBe(HttpStatusCode.OK)["lifecycle_state"].ShouldBe("DELETED");

        (await _library.Resolve(id)).ShouldBe(HttpStatusCode.NotFound);
        (await _library.Organization.Rows("select action || ' ' || coalesce(from_state, '-') || ' ' || to_state || ' ' || actor_id from artifact_audit_log order by audit_id")).ShouldBe(
        [
            "artifact_registered - PENDING some-member", "artifact_saved PENDING READY some-member",
            "artifact_archived READY ARCHIVED some-content_manager", "artifact_deleted ARCHIVED DELETED some-content_manager",
        ]);
        (await _library.Told(4)).OfType<ArtifactStateChanged>().OrderBy(f => f.Artifact.Version).Select(f => (f.FromState, f.Artifact.LifecycleState, f.Artifact.Version)).ShouldBe(
        [
            (ArtifactState.Pending, ArtifactState.Ready, 2), (ArtifactState.Ready, ArtifactState.Archived, 3), (ArtifactState.Archived, ArtifactState.Deleted, 4),
        ]);
    }

    [Fact]
    public async Task A_step_that_the_table_does_not_have_is_refused_and_names_both_states()
    {
        var pending = await _library.Have("?save=false");
        var ready = await _library.Have();
        var deleted = await _library.Have();
        await _library.Archive(deleted);
        await _library.Delete(deleted);
        var before = await _library.Registered();

        Refused(await _library.Archive(pending)).ShouldBe(("PENDING", "ARCHIVED", "Cannot go from PENDING to ARCHIVED."));
        Refused(await _library.Delete(ready)).ShouldBe(("READY", "DELETED", "Cannot go from READY to DELETED."));
        Refused(await _library.Save(deleted)).ShouldBe(("DELETED", "READY", "Cannot go from DELETED to READY."));
        (await _library.Registered()).ShouldBe(before);
    }

    [Fact]
    public async Task A_step_that_was_made_is_no_fault_and_changes_nothing()
    {
        var id = await _library.Have();
        var first = await _library.Archive(id, key: "archive-1");

        (await _library.Archive(id)).ShouldBe(HttpStatusCode.OK).Body.ToString().ShouldBe(first.Body.ToString());
        await _library.Delete(id);
        (await _library.Archive(id, key: "archive-1")).ShouldBe(HttpStatusCode.OK)["lifecycle_state"].ShouldBe("ARCHIVED");
        (await _library.StateOf(id)).ShouldBe("DELETED");
        (await _library.Registered()).ShouldBe("1 3");
    }

    [Fact]
    public async Task Of_many_at_once_one_moves_it()
    {
        var id = await _library.Have("?save=false");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _library.Save(id)));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await _library.Registered()).ShouldBe("1 2");
    }

    [Fact]
    public async Task Members_bring_and_save_workers_bring_and_managers_put_away()
    {
        var id = await _library.Have();
        foreach (var role in new[] { "member", "worker" })
        {
            (await _library.Archive(id, role)).ShouldBe(HttpStatusCode.Forbidden);
            (await _library.Delete(id, role)).ShouldBe(HttpStatusCode.Forbidden);
            (await _library.Resolve(id, role: role)).ShouldBe(HttpStatusCode.OK);
            (await _library.Upload(role: role)).ShouldBe(HttpStatusCode.Created);
        }

        (await _library.Save(id, "worker")).ShouldBe(HttpStatusCode.Forbidden);
        (await _library.Archive(id, "admin")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_organization_finds_nothing_on_any_route()
    {
        var id = await _library.Have();
        var other = new Library(host);

        foreach (var attempt in new[] { other.Resolve(id), other.Save(id), other.Archive(id), other.Delete(id), other.Archive("../x"), other.Save("unknown") })
            (await attempt).ShouldBe(HttpStatusCode.NotFound);
        (await other.Organization.Rows("select artifact_id from artifacts union all select artifact_id from artifact_audit_log")).ShouldBeEmpty();
        (await _library.StateOf(id)).ShouldBe("READY");
        (await other.Upload(query: $"?artifact_id={id}")).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_type_that_is_asked_for_must_be_the_artifacts()
    {
        var id = await _library.Have();

        (await _library.Resolve(id, "?type=file")).ShouldBe(HttpStatusCode.OK);
        (await _library.Resolve(id, "?type=parsed_content")).ShouldBe(HttpStatusCode.NotFound)["detail"].ShouldBe((await new Library(host).Resolve(id))["detail"]);
    }

    [Fact]
    public async Task The_audit_log_cannot_be_changed()
    {
        await _library.Have();

        foreach (var sql in new[] { "update artifact_audit_log set actor_id = 'x'", "delete from artifact_audit_log", "delete from artifacts" })
        {
            var unit = host.Database.Begin(_library.Organization.Id);
            unit.Add(sql);
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => unit.CommitAsync())).SqlState.ShouldBe("42501");
        }
    }

    private static (string? Current, string? Requested, string? Detail) Refused(Answer answer)
    {
        answer.ShouldBe(HttpStatusCode.Conflict);
        return (answer["current_state"], answer["requested_state"], answer["detail"]);
    }
}
