using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Messages;

/// <summary>What Workflows and the article executor send about one article job.</summary>
internal sealed class Commands(Organization organization)
{
    /// <summary>The wish for the article.</summary>
    public CreateIntent Create() => new()
    {
        OrganizationId = organization.Id,
        IntentId = "article-1",
        IntentType = "generate_article",
        TargetArtifactId = "subtopic-1",
        Context = JsonSerializer.Deserialize<JsonElement>("""{"subtopic":"crm pricing"}"""),
        CreatedBy = "workflows",
        Owner = "workflows",
        CompletionToken = "token-1",
        CorrelationId = "run-1",
        ParentExecutionId = "step-9",
    };

    /// <summary>The executor wants it.</summary>
    public ClaimIntent Claim(string execution = "execution-1") => new() { OrganizationId = organization.Id, IntentId = "article-1", Worker = "articles", ExecutionId = execution };

    /// <summary>The executor has done it.</summary>
    public CompleteIntent Complete(string execution = "execution-1") => new() { OrganizationId = organization.Id, IntentId = "article-1", ExecutionId = execution };

    /// <summary>Sends any of them; the same id again is the same message delivered again.</summary>
    public Task<Guid> Deliver(object command, Guid? messageId = null) => command switch
    {
        CreateIntent create => organization.Send(create, messageId),
        ClaimIntent claim => organization.Send(claim, messageId),
        CompleteIntent complete => organization.Send(complete, messageId),
        _ => throw new ArgumentException($"{command.GetType().Name} is not delivered here.", nameof(command)),
    };
}
