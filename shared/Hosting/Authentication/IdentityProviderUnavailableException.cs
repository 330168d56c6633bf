namespace IntentEngine.Hosting.Authentication;

/// <summary>The issuer's keys could never be read, so no token can be judged: answered with 503, because 401 would blame the bearer.</summary>
internal sealed class IdentityProviderUnavailableException(Uri authority, Exception inner)
    : Exception($"The identity provider {authority} cannot be reached.", inner);
