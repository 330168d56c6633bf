using System.Text.Json;
using IntentEngine.Workflows.Queries;

namespace IntentEngine.Workflows.Articles;

/// <summary>An article: its progress, then its content.</summary>
public sealed record ArticleView
{
    /// <summary>The article.</summary>
    public required Guid Id { get; init; }

    /// <summary>The workflow that asked for it.</summary>
    public required Guid IntentWorkflowId { get; init; }

    /// <summary>The workflow that writes it. Null: not begun.</summary>
    public Guid? ArticleWorkflowId { get; init; }

    /// <summary>Its keyword.</summary>
    public required string Keyword { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary><c>queued</c>, <c>generating</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Completed steps of the pipeline, in percent.</summary>
    public required int ProgressPercentage { get; init; }

    /// <summary>The step it is at while it is being written.</summary>
    public string? CurrentStep { get; init; }

    /// <summary>The text, once completed.</summary>
    public string? Markdown { get; init; }

    /// <summary>Its length in words.</summary>
    public int? WordCount { get; init; }

    /// <summary>What it cites.</summary>
    public JsonElement? Sources { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>When it was asked for (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static ArticleView Of(ArticleRecord record, int progress, string? currentStep, bool withContent) => new()
    {
        Id = record.Id,
        IntentWorkflowId = record.IntentWorkflowId,
        ArticleWorkflowId = record.ArticleWorkflowId,
        Keyword = record.Keyword,
        Title = record.Title,
        Status = record.Status,
        ProgressPercentage = record.Status == "completed" ? 100 : progress,
        CurrentStep = record.Status == "generating" ? currentStep : null,
        Markdown = withContent ? record.Markdown : null,
        WordCount = record.WordCount,
        Sources = withContent && record.Sources is not null ? JsonSerializer.Deserialize<JsonElement>(record.Sources) : null,
        Error = record.Error,
        CreatedAt = record.CreatedAt,
        UpdatedAt = record.UpdatedAt,
    };
}
