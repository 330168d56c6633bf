using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Artifacts.Changes;

/// <summary>The registry as services use it, over messages.</summary>
public sealed class ArtifactCommandTests(IntentsHost host)
{
    private readonly Library _library = new(host);

    [Fact]
    public async Task A_service_registers_what_it_made_once_however_often_it_says_so()
    {
        var file = await _library.Have();
        var command = Register("parsed-1", file) with { ProducedBy = new ArtifactProducer { IntentId = "intent-1", ExecutionId = "execution-1" }, DisplayName = "Stock" };
        var message = await _library.Organization.Send(command);
        await _library.Organization.Send(command, message);
        await _library.Organization.Send(command);

        (await _library.Organization.Rows("select artifact_type || ' ' || lifecycle_state || ' ' || generation || ' ' || intent_id || ' ' || created_by from artifacts where artifact_id = 'parsed-1'"))
            .ShouldBe(["parsed_content READY 1 intent-1 workflows"]);
        (await _library.Organization.Rows("select root_artifact_id from artifacts where artifact_id = 'parsed-1'")).ShouldBe([file]);
        (await _library.Told(2)).OfType<ArtifactRegistered>().Count(f => f.Artifact.ArtifactId == "parsed-1").ShouldBe(1);
        (await _library.Organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task A_child_that_overtakes_its_parent_waits_for_it()
    {
        await Task.WhenAll(
            _library.Organization.Send(Register("grandchild", "child")),
            _library.Organization.Send(new ChangeArtifactState { OrganizationId = _library.Organization.Id, ArtifactId = "grandchild", ExpectedState = ArtifactState.Ready, State = ArtifactState.Archived, ChangedBy = "workflows" }),
            _library.Organization.Send(Register("child", "source")),
            _library.Organization.Send(Register("source")));

        (await _library.Organization.Rows("select artifact_id || ' ' || generation || ' ' || root_artifact_id || ' ' || lifecycle_state from artifacts order by generation"))
            .ShouldBe(["source 0 source READY", "child 1 source READY", "grandchild 2 source ARCHIVED"]);
        (await _library.Organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task A_state_is_changed_once_and_what_comes_late_is_ignored()
    {
        await _library.Organization.Send(Register("a") with { LifecycleState = ArtifactState.Pending });
        var failed = new ChangeArtifactState { OrganizationId = _library.Organization.Id, ArtifactId = "a", ExpectedState = ArtifactState.Pending, State = ArtifactState.Failed, ChangedBy = "workflows", Reason = "not readable" };
        await _library.Organization.Send(failed);
        await _library.Organization.Send(failed);
        await _library.Organization.Send(failed with { State = ArtifactState.Ready });

        (await _library.StateOf("a")).ShouldBe("FAILED");
        (await _library.Organization.Rows("select action || ' ' || (details ->> 'reason') from artifact_audit_log where from_state is not null")).ShouldBe(["artifact_failed not readable"]);
        (await _library.Organization.Count("parked")).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_carried_out_is_parked_and_writes_nothing()
    {
        var id = _library.Organization.Id;
        await _library.Organization.Send(Register("taken"));
        object[] impossible =
        [
            Register("../x"),
            Register("a") with { ArtifactType = "Parsed Content" },
            Register("a") with { LifecycleState = ArtifactState.Archived },
            Register("a") with { SemanticDescriptor = JsonSerializer.SerializeToElement(new[] { 1 }) },
            Register("a", "a"),
            Register("a") with { Materializations = [Kept(Library.CsvHash, 20)] },
            Register("a") with { Materializations = [Kept("ABC", 20)] },
            Register("a") with { Materializations = [Kept(Library.CsvHash, 20) with { Uri = "file:///etc/passwd" }] },
            Register("taken") with { ArtifactType = "summary" },
            new ChangeArtifactState { OrganizationId = id, ArtifactId = "taken", ExpectedState = ArtifactState.Ready, State = ArtifactState.Pending, ChangedBy = "workflows" },
        ];
        foreach (var command in impossible)
        {
            if (command is RegisterArtifact register) await _library.Organization.Send(register);
            else await _library.Organization.Send((ChangeArtifactState)command);
        }

        // What may have overtaken another waits for it first.
        await Task.WhenAll(
            _library.Organization.Send(Register("a", "nobody")),
            _library.Organization.Send(new ChangeArtifactState { OrganizationId = id, ArtifactId = "nobody", ExpectedState = ArtifactState.Ready, State = ArtifactState.Archived, ChangedBy = "workflows" }));

        (await _library.Organization.Count("parked")).ShouldBe(impossible.Length + 2);
        (await _library.Registered()).ShouldBe("1 1");
    }

    [Fact]
    public async Task A_content_that_was_written_can_be_registered_and_read()
    {
        await _library.Have();
        await _library.Organization.Send(Register("parsed") with { Materializations = [Kept(Library.CsvHash, Library.Csv.Length)] });
        await _library.Organization.Send(Register("wrong") with { Materializations = [Kept(Library.CsvHash, 1)] });

        using var answer = await _library.Download("parsed", "?type=parsed_content&materialization=rows");

        (await answer.Content.ReadAsStringAsync()).ShouldBe(Library.Csv);
        (await _library.Organization.Count("parked")).ShouldBe(1);
    }

    private RegisterArtifact Register(string id, params string[] parents) => new()
    {
        OrganizationId = _library.Organization.Id,
        ArtifactId = id,
        ArtifactType = "parsed_content",
        LifecycleState = ArtifactState.Ready,
        ParentArtifacts = parents,
        DerivationIntent = "parse_content",
        DerivationRunId = "execution-1",
        CreatedBy = "workflows",
    };

    private static ArtifactMaterialization Kept(string sha256, long size) => new()
    {
        Id = "rows",
        StorageType = ArtifactMaterialization.ContentStore,
        Uri = ArtifactMaterialization.UriOf(sha256),
        Format = "application/x-ndjson",
        Size = size,
        Sha256 = sha256,
        CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
