namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>What an event is about (OpenLineage 2-0-2).</summary>
internal enum EventKind
{
    /// <summary>One run of a job.</summary>
    Run,

    /// <summary>A job as it is written, without a run.</summary>
    Job,

    /// <summary>A dataset by itself.</summary>
    Dataset,
}
