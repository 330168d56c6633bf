using IntentEngine.Hosting.Startup;

namespace IntentEngine.Hosting.Migrations;

/// <summary>The schema cannot be brought, or is not, where this version needs it. Nothing of the failed file was applied.</summary>
public sealed class MigrationException : StartupException
{
    /// <summary>A rule of migrations is broken.</summary>
    public MigrationException(string message) : base(message) { }

    /// <summary>The database refused.</summary>
    public MigrationException(string message, Exception inner) : base(message, inner) { }
}
