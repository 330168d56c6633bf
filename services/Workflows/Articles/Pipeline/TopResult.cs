namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>A page that ranks for the keyword now, and what to learn from it. Null address: the model gave none that can be used.</summary>
public sealed record TopResult(string Title, string? Url, string Takeaway);
