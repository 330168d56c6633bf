using System.Globalization;

namespace IntentEngine.LocalServers.Postgres;

/// <summary>Settings of every private server. Durable: what is committed survives a crash.</summary>
internal static class PostgresSettings
{
    /// <summary>Settings that do not depend on where the server runs.</summary>
    public static IReadOnlyDictionary<string, string> Common { get; } = new Dictionary<string, string>
    {
        ["max_connections"] = "200",
        ["shared_buffers"] = "128MB",
        ["fsync"] = "on",
        ["synchronous_commit"] = "on",
        ["full_page_writes"] = "on",
        ["wal_compression"] = "on",
        ["max_wal_size"] = "2GB",
        ["checkpoint_timeout"] = "15min",
        ["autovacuum_naptime"] = "10s",
        ["log_lock_waits"] = "on",
        ["log_line_prefix"] = "%m [%p] %u@%d ",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["password_encryption"] = "scram-sha-256",
    };

    /// <summary>The configuration file of a server on this machine: loopback only, no socket files.</summary>
    /// <param name="port">TCP port.</param>
    /// <param name="ownSettings">File with settings of the operator; it may be missing and wins.</param>
    public static string File(int port, string ownSettings)
    {
        var settings = new Dictionary<string, string>(Common)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
        };
        var lines = settings.Select(setting => $"{setting.Key} = '{setting.Value}'");
        return $"""
            # Written at every start. Your own settings go into {ownSettings}.
            {string.Join('\n', lines)}
            include_if_exists = '{ownSettings.Replace("'", "''", StringComparison.Ordinal)}'

            """;
    }
}
