using IntentEngine.Hosting.Startup;

namespace IntentEngine.Hosting.Settings;

/// <summary>A setting is unknown, missing or out of range. The message lists every fault of the section at once.</summary>
public sealed class SettingsException(string message) : StartupException(message);
