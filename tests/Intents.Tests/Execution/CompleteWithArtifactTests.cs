using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Execution;

public sealed class CompleteWithArtifactTests(IntentsHost host)
{
    private readonly Parse _parse = new(host);

    [Fact]
    public async Task The_artifact_is_registered_with_its_lineage_and_the_intent_names_it()
    {
        var id = await Executing();
        var claimed = (await _parse.Told())[0];

        await _parse.Organization.Send(_parse.Report(claimed));

        var view = await _parse.View(id);
        (view.GetProperty("status").GetString(), view.GetProperty("result").GetProperty("parsed_artifact_id").GetString(), view.GetProperty("result").GetProperty("record_count").GetInt32()).ShouldBe(("completed", "parsed-1", 1));
        (await _parse.Organization.Rows($"select lifecycle_state || ' ' || generation || ' ' || root_artifact_id || ' ' || derivation_intent || ' ' || derivation_run_id from artifacts where artifact_id = 'parsed-1'"))
            .ShouldBe([$"READY 1 {claimed.TargetArtifactId} parse_content {claimed.ExecutionId}"]);
        (await _parse.Library.StateOf(claimed.TargetArtifactId!)).ShouldBe("READY", "parsing leaves its source alone");
    }

    [Fact]
    public async Task Reports_that_come_again_change_nothing()
    {
        var id = await Executing();
        var report = _parse.Report((await _parse.Told())[0]);
        var message = await _parse.Organization.Send(report);
        var (written, registered) = (await _parse.Organization.Written(), await _parse.Library.Registered());

        await _parse.Organization.Send(report, message);
        await _parse.Organization.Send(report);

        ((await _parse.Organization.Written()), (await _parse.Library.Registered())).ShouldBe((written, registered));
        (await _parse.Organization.StatusOf(id)).ShouldBe("completed");
    }

    [Fact]
    public async Task The_same_work_for_another_intent_finds_the_artifact_that_is_there()
    {
        var first = await Executing();
        var file = (await _parse.Told())[0].TargetArtifactId!;
        await _parse.Organization.Send(_parse.Report((await _parse.Told())[0]));
        var registered = await _parse.Library.Registered();

        var second = await Executing(file);
        await _parse.Organization.Send(_parse.Report((await _parse.Told())[^1]));

        (await _parse.View(second)).GetProperty("result").GetProperty("parsed_artifact_id").GetString().ShouldBe((await _parse.View(first)).GetProperty("result").GetProperty("parsed_artifact_id").GetString());
        (await _parse.Library.Registered()).ShouldBe(registered, "no second side effect");
    }

    [Fact]
    public async Task What_was_deleted_is_made_anew_beside_it()
    {
        await Executing();
        var file = (await _parse.Told())[0].TargetArtifactId!;
        await _parse.Organization.Send(_parse.Report((await _parse.Told())[0]));
        (await _parse.Library.Archive("parsed-1")).ShouldBe(HttpStatusCode.OK);
        (await _parse.Library.Delete("parsed-1")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);

        var second = await Executing(file);
        await _parse.Organization.Send(_parse.Report((await _parse.Told())[^1]));

        (await _parse.View(second)).GetProperty("result").GetProperty("parsed_artifact_id").GetString().ShouldBe("parsed-1.2");
        (await _parse.Library.StateOf("parsed-1.2")).ShouldBe("READY");
    }

    [Fact]
    public async Task A_refused_registration_fails_the_intent_and_names_the_reason()
    {
        var id = await Executing();

        await _parse.Organization.Send(_parse.Report((await _parse.Told())[0], parents: ["nowhere"]));

        var view = await _parse.View(id);
        view.GetProperty("status").GetString().ShouldBe("failed");
        view.GetProperty("error").GetString()!.ShouldContain("nowhere");
        (await _parse.Library.StateOf("parsed-1")).ShouldBeNull();
    }

    [Fact]
    public async Task A_content_that_is_not_in_the_store_fails_the_intent()
    {
        var id = await Executing();
        var report = _parse.Report((await _parse.Told())[0]);
        var gone = new string('0', 64);
        await _parse.Organization.Send(report with { Artifact = report.Artifact with { Materializations = [report.Artifact.Materializations[0] with { Sha256 = gone, Uri = $"sha256:{gone}" }] } });

        (await _parse.View(id)).GetProperty("error").GetString()!.ShouldContain("is not in the content store");
        (await _parse.Library.StateOf("parsed-1")).ShouldBeNull();
    }

    [Fact]
    public async Task Work_that_nobody_waits_for_any_more_leaves_no_artifact()
    {
        var id = await Executing();
        var claimed = (await _parse.Told())[0];
        (await _parse.Organization.Cancel(id)).ShouldBe(HttpStatusCode.OK);
        await _parse.Organization.Send(_parse.Report(claimed));
        var other = await Executing();
        await _parse.Organization.Send(_parse.Report((await _parse.Told())[^1], execution: "somebody-else"));

        ((await _parse.Organization.StatusOf(id)), (await _parse.Organization.StatusOf(other))).ShouldBe(("cancelled", "in_progress"));
        (await _parse.Library.StateOf("parsed-1")).ShouldBeNull();
    }

    private async Task<string> Executing(string? file = null)
    {
        var id = await _parse.Waiting(new { ingestion_profile = "structured" }, file);
        (await _parse.Execute(id)).ShouldBe(HttpStatusCode.Accepted);
        return id;
    }
}
