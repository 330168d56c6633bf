namespace IntentEngine.Intents.Graph.Model;

/// <summary>One line of an intent's status history, written with the change itself and never altered (spec semantics §1.4).</summary>
internal sealed record StatusChange
{
    public required string IntentId { get; init; }

    /// <summary>Place in the intent's history, from 1: the version the change made.</summary>
    public required int Version { get; init; }

    /// <summary><c>IntentCreated</c>, <c>IntentStatusChanged</c>, <c>IntentArchived</c> or <c>IntentReactivated</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Null at creation.</summary>
    public GraphStatus? From { get; init; }

    public required GraphStatus To { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Subject that asked, or the name of the service.</summary>
    public required string Actor { get; init; }

    public string? TriggeringActionId { get; init; }

    public required DateTimeOffset At { get; init; }
}
