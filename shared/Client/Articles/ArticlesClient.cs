using IntentEngine.Client.Requests;

namespace IntentEngine.Client.Articles;

/// <summary><c>/api/articles</c>.</summary>
public sealed class ArticlesClient
{
    private readonly RequestSender sender;

    internal ArticlesClient(RequestSender sender) => this.sender = sender;

    /// <summary>One article with its text once it is completed.</summary>
    public Task<Article> GetAsync(Guid id, CancellationToken cancel = default) => sender.GetAsync<Article>($"api/articles/{id}", cancel);

    /// <summary>Articles without their text, oldest first.</summary>
    /// <param name="workflowId">Only those a workflow asked for. Null: all of the organization.</param>
    /// <param name="status">Only those at this status. Null: all.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<Article>> ListAsync(Guid? workflowId = null, string? status = null, int limit = 200, int offset = 0, CancellationToken cancel = default) =>
        sender.GetPageAsync<Article>(Query.Of("api/articles", ("workflow_id", workflowId), ("status", status), ("limit", limit), ("offset", offset)), "articles", cancel);
}
