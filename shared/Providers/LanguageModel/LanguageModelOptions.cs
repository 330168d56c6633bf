namespace IntentEngine.Providers.LanguageModel;

/// <summary>Section <c>Providers:LanguageModel</c>: which model answers, and how it is spoken to.</summary>
public sealed record LanguageModelOptions
{
    /// <summary>Perplexity's Agent API, <c>POST {BaseUrl}/v1/agent</c>.</summary>
    public const string PerplexityAgent = "perplexity-agent";

    /// <summary>Chat completions as OpenAI defined them, <c>POST {BaseUrl}/chat/completions</c>: Ollama, vLLM, gateways.</summary>
    public const string OpenAiCompatible = "openai-compatible";

    /// <summary>Wire format: <c>perplexity-agent</c> (default) or <c>openai-compatible</c>.</summary>
    public string Kind { get; set; } = PerplexityAgent;

    /// <summary>Where the API is. Default <c>https://api.perplexity.ai</c> for <c>perplexity-agent</c>; required for <c>openai-compatible</c>, with its <c>/v1</c>, e.g. <c>http://localhost:11434/v1</c>.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Sent as a bearer token. Required for <c>perplexity-agent</c>; empty for a model that wants none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Model. Default <c>perplexity/sonar</c> for <c>perplexity-agent</c> (the retired names <c>sonar</c> and <c>perplexity-sonar</c> are read as that); required for <c>openai-compatible</c>, e.g. <c>qwen3:8b</c>.</summary>
    public string Model { get; set; } = "";

    /// <summary>Longest time of one attempt, in seconds, 1 to 900; default 180: grounded long answers were seen to take 113 s.</summary>
    public int TimeoutSeconds { get; set; } = 180;

    /// <summary>Whether the model can search the web. Null: yes for <c>perplexity-agent</c>, no for <c>openai-compatible</c>.</summary>
    public bool? SupportsSearch { get; set; }

    /// <summary>Whether the API takes <c>response_format: json_schema</c>; default true. When false the schema goes into the instructions. Answers are checked either way.</summary>
    public bool SupportsJsonSchema { get; set; } = true;

    /// <summary>Calls at once from this process, 1 to 1000; default 30.</summary>
    public int MaxConcurrency { get; set; } = 30;

    /// <summary>Lets a public-looking host name resolve to a private address; default false.</summary>
    public bool AllowPrivateNetwork { get; set; }

    /// <summary>Whether the kind is Perplexity's.</summary>
    internal bool IsAgent => Kind == PerplexityAgent;

    /// <summary>Base URL with the kind's default.</summary>
    internal Uri Address => BaseUrl ?? new Uri("https://api.perplexity.ai");

    /// <summary>Whether a search is asked for when a request wants one.</summary>
    internal bool CanSearch => SupportsSearch ?? IsAgent;
}
