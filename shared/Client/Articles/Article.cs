using System.Text.Json;

namespace IntentEngine.Client.Articles;

/// <summary>An article: its progress, then its content.</summary>
public sealed record Article
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The workflow that asked for it.</summary>
    public required Guid IntentWorkflowId { get; init; }

    /// <summary>The workflow that writes it. Null: not begun.</summary>
    public Guid? ArticleWorkflowId { get; init; }

    /// <summary>Keyword it is to rank for.</summary>
    public required string Keyword { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary><c>queued</c>, <c>generating</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Completed steps of its pipeline, in percent.</summary>
    public required int ProgressPercentage { get; init; }

    /// <summary>The step it is at while it is being written.</summary>
    public string? CurrentStep { get; init; }

    /// <summary>The text. Null: not completed, or in a list.</summary>
    public string? Markdown { get; init; }

    /// <summary>Its length in words.</summary>
    public int? WordCount { get; init; }

    /// <summary>What it cites. Null in a list.</summary>
    public JsonElement? Sources { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>When it was asked for (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
