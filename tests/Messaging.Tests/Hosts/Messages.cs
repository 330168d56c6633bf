using MassTransit;

namespace IntentEngine.Messaging.Hosts;

/// <summary>Command: have one effect.</summary>
[EntityName("tests.do-work.v1")]
[MessageUrn("tests:do-work:v1")]
public sealed record DoWork
{
    public const string Queue = "work";

    public required Guid OrganizationId { get; init; }

    public required Guid Work { get; init; }

    public string? Text { get; init; }
}

/// <summary>Fact: the effect was had.</summary>
[EntityName("tests.work-done.v1")]
[MessageUrn("tests:work-done:v1")]
public sealed record WorkDone
{
    public const string Queue = "listeners";

    public required Guid OrganizationId { get; init; }

    public required Guid Work { get; init; }
}

/// <summary>Fact to which nobody subscribes unless a test does.</summary>
[EntityName("tests.unheard.v1")]
[MessageUrn("tests:unheard:v1")]
public sealed record Unheard
{
    public required Guid OrganizationId { get; init; }

    public required Guid Work { get; init; }
}
