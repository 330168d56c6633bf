namespace IntentEngine.Hosting.Authentication;

/// <summary>A token breaks a rule. The message is safe to show to its bearer: it quotes nothing of the token.</summary>
internal sealed class TokenException(string message) : Exception(message);
