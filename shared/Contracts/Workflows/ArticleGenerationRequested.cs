using MassTransit;

namespace IntentEngine.Contracts.Workflows;

/// <summary>Fact for everybody: an approved subtopic became an article to write (seed 004 §5.3, event <c>article.generation.requested</c>).</summary>
[EntityName("article.generation.requested")]
[MessageUrn("article:generation:requested:v1")]
public sealed record ArticleGenerationRequested
{
    /// <summary>Whose article it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Its keyword.</summary>
    public required string Keyword { get; init; }

    /// <summary>The workflow that asked for it.</summary>
    public required Guid IntentWorkflowId { get; init; }
}
