using System.Net.Http.Headers;
using IntentEngine.Client.Articles;
using IntentEngine.Client.Artifacts;
using IntentEngine.Client.Executions;
using IntentEngine.Client.Intents;
using IntentEngine.Client.Organizations;
using IntentEngine.Client.Requests;
using IntentEngine.Client.Workflows;

namespace IntentEngine.Client;

/// <summary>Speaks to an engine through its gateway, or to a service directly: paths are the same.</summary>
/// <remarks>
/// Every refusal arrives as a <see cref="ProblemException"/>. Every POST carries an Idempotency-Key, so requests that met a broken
/// connection or a busy server are sent again safely (<see cref="RetrySettings"/>). Safe for use by several threads at once.
/// </remarks>
public sealed class IntentEngineClient
{
    /// <summary>Uses an HTTP client that knows the engine's address and carries a bearer token. The caller keeps owning it.</summary>
    /// <param name="http"><see cref="HttpClient.BaseAddress"/> is required; see <see cref="Configure"/>.</param>
    /// <param name="retries">When to try again. Null: the defaults.</param>
    /// <param name="clock">Measures the pauses between attempts. Null: the system's.</param>
    /// <exception cref="ArgumentException">The HTTP client has no base address.</exception>
    public IntentEngineClient(HttpClient http, RetrySettings? retries = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.BaseAddress is null) throw new ArgumentException("The HttpClient needs a BaseAddress such as http://127.0.0.1:8080/.", nameof(http));
        var sender = new RequestSender(http, retries ?? new RetrySettings(), clock ?? TimeProvider.System);
        Workflows = new WorkflowsClient(sender);
        Profiles = new ProfilesClient(sender);
        Articles = new ArticlesClient(sender);
        Executions = new ExecutionsClient(sender);
        ArtifactIndex = new ArtifactIndexClient(sender);
        Intents = new IntentsClient(sender);
    }

    /// <summary>Content workflows: create, look, decide.</summary>
    public WorkflowsClient Workflows { get; }

    /// <summary>What organizations say about themselves.</summary>
    public ProfilesClient Profiles { get; }

    /// <summary>Articles that workflows wrote.</summary>
    public ArticlesClient Articles { get; }

    /// <summary>What happened: executions and their lineage.</summary>
    public ExecutionsClient Executions { get; }

    /// <summary>What exists and what it was made from.</summary>
    public ArtifactIndexClient ArtifactIndex { get; }

    /// <summary>What should happen.</summary>
    public IntentsClient Intents { get; }

    /// <summary>Prepares an HTTP client for an engine.</summary>
    /// <param name="http">The client; not yet used.</param>
    /// <param name="address">Scheme, host and port of the gateway.</param>
    /// <param name="token">Bearer token.</param>
    /// <returns>The same client.</returns>
    public static HttpClient Configure(HttpClient http, Uri address, string token)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.BaseAddress = address;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
