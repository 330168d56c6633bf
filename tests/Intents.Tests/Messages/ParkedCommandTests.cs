using System.Text.Json;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Messages;

/// <summary>Commands that cannot be carried out however often they are tried.</summary>
public abstract class ParkedCommandTests
{
    private readonly Organization _organization;
    private readonly Commands _commands;

    protected ParkedCommandTests(IntentsHost host)
    {
        _organization = new Organization(host);
        _commands = new Commands(_organization);
    }

    [Fact]
    public async Task What_cannot_be_carried_out_is_parked_and_writes_nothing()
    {
        var impossible = new object[]
        {
            _commands.Create() with { IntentType = "Generate-Article" },
            _commands.Create() with { Owner = "strangers" },
            _commands.Create() with { CompletionToken = null },
            _commands.Create() with { Context = JsonSerializer.Deserialize<JsonElement>("[1]") },
            _commands.Claim() with { Worker = "" },
            _commands.Claim(),
            _commands.Complete(),
        };
        foreach (var command in impossible) await _commands.Deliver(command);

        (await _organization.Count("parked")).ShouldBe(impossible.Length);
        (await _organization.Written()).ShouldBe(0);
        (await _organization.Count("inbox")).ShouldBe(0);
    }

    [Fact]
    public async Task An_id_that_means_something_else_is_parked()
    {
        await _organization.Send(_commands.Create());
        await _organization.Send(_commands.Create() with { TargetArtifactId = "subtopic-2" });

        (await _organization.Count("parked")).ShouldBe(1);
        (await _organization.Audit()).ShouldBe(["intent_created"]);
    }

    [Fact]
    public async Task The_organization_of_body_and_header_must_agree()
    {
        await _organization.Send(_commands.Create() with { OrganizationId = Guid.NewGuid() });

        // Parked under the header's organization: that is who sent it.
        (await _organization.Count("parked")).ShouldBe(1);
        (await _organization.Written()).ShouldBe(0);
    }
}

/// <summary>In one process.</summary>
public sealed class MemoryParkedCommandTests(IntentsHost host) : ParkedCommandTests(host);
