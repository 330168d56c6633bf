namespace IntentEngine.Lineage.Storage;

/// <summary>Which members of an execution an answer carries besides those that say what it is and where it stands.</summary>
[Flags]
internal enum FieldGroups
{
    /// <summary>Identity, place in the graph, name, status and times alone.</summary>
    Core = 0,

    /// <summary>Class, message and step of the failure.</summary>
    Error = 1,

    /// <summary>What the providers charged.</summary>
    Cost = 2,

    /// <summary>The change set of seed 002: plan, decision, checksum, verdict, risk, affected paths.</summary>
    Change = 4,

    /// <summary>All of these.</summary>
    All = Error | Cost | Change,
}
