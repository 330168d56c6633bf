using IntentEngine.Providers.Calls;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>A wire format: how a question is written and an answer read.</summary>
internal interface IModelWire
{
    /// <summary>The provider's name in metrics, log and messages.</summary>
    string Provider { get; }

    /// <summary>Writes a question.</summary>
    HttpRequestMessage Write(ModelQuestion question);

    /// <summary>Reads an answer with its cost.</summary>
    /// <exception cref="ProviderException">The reply is a failure.</exception>
    Priced<ModelAnswer> Read(HttpReply reply);
}
