using MassTransit;

namespace IntentEngine.Messaging.Sagas;

/// <summary>A saga that counts what happened to it.</summary>
public sealed class Counter : SagaStateMachineInstance, ISagaVersion
{
    public Guid CorrelationId { get; set; }

    public Guid OrganizationId { get; set; }

    public string Phase { get; set; } = "";

    public int Version { get; set; }

    public int Starts { get; set; }

    public int Steps { get; set; }
}

public sealed record Started(Guid Id);

public sealed record Stepped(Guid Id)
{
    /// <summary>Makes the commit fail.</summary>
    public bool Fails { get; init; }
}

public sealed record Shut(Guid Id);

public sealed record Reopened(Guid Id);

public sealed record Asked(Guid Id);
