namespace IntentEngine.Intents.Graph.Model;

/// <summary>How one intent relates to another; read from A to B (spec semantics §1.3).</summary>
internal enum EdgeType
{
    /// <summary>A cannot be achieved until B is completed.</summary>
    DependsOn,

    /// <summary>A is a part of B: from child to parent.</summary>
    IsSubgoalOf,

    /// <summary>A and B exclude each other; asked for from both ends.</summary>
    ConflictsWith,

    /// <summary>Finishing A provides what B needs to start.</summary>
    Enables,

    /// <summary>A loose link.</summary>
    RelatedTo,

    /// <summary>A was created because B was executed or completed.</summary>
    TriggeredBy,

    /// <summary>A prevents B from proceeding while A is active or executing.</summary>
    Blocks,
}
