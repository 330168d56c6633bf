namespace IntentEngine.Cli.Demo.Report;

/// <summary>When what happened, in milliseconds since the demo began. What a person took to decide is in between.</summary>
internal sealed class Timings(TimeProvider clock)
{
    private readonly long began = clock.GetTimestamp();

    /// <summary>The engine answered that it is ready.</summary>
    public long? EngineReadyMs { get; private set; }

    /// <summary>The workflow was accepted.</summary>
    public long? SubmittedMs { get; private set; }

    /// <summary>The seed keywords were on the table.</summary>
    public long? SeedsShownMs { get; private set; }

    /// <summary>The subtopics were on the table.</summary>
    public long? SubtopicsShownMs { get; private set; }

    /// <summary>Workflow and articles were completed.</summary>
    public long? ArticlesDoneMs { get; private set; }

    /// <summary>All was checked.</summary>
    public long? TotalMs { get; private set; }

    public void EngineReady() => EngineReadyMs = Now();

    public void Submitted() => SubmittedMs = Now();

    public void SeedsShown() => SeedsShownMs = Now();

    public void SubtopicsShown() => SubtopicsShownMs = Now();

    public void ArticlesDone() => ArticlesDoneMs = Now();

    public void Total() => TotalMs = Now();

    private long Now() => (long)clock.GetElapsedTime(began).TotalMilliseconds;
}
