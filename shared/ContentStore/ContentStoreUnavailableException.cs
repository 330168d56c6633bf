namespace IntentEngine.ContentStore;

/// <summary>The place where contents are kept does not work at the moment: a full disk, a service that is away or refuses our key. Nothing was kept.</summary>
public sealed class ContentStoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
