namespace IntentEngine.ProviderSimulator;

/// <summary>Section <c>ProviderSimulator</c>: the credentials that the simulator asks for. They guard nothing: they let a client's credentials be tested.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Login of HTTP Basic; default <c>simulator</c>.</summary>
    public string Login { get; set; } = "simulator";

    /// <summary>Password of HTTP Basic; default <c>simulator</c>.</summary>
    public string Password { get; set; } = "simulator";

    /// <summary>Bearer key of the Agent API; default <c>simulator</c>. Chat completions take any key, as Ollama does.</summary>
    public string ApiKey { get; set; } = "simulator";
}
