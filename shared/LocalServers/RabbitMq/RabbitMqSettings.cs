namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>Settings of every private broker, in the format of <c>rabbitmq.conf</c>.</summary>
internal static class RabbitMqSettings
{
    /// <summary>Settings that do not depend on where the broker runs and hold no secret.</summary>
    /// <remarks>A consumer that keeps a message for 30 minutes loses its channel; heartbeats find a dead peer in 20 s.</remarks>
    public const string Common = """
        consumer_timeout = 1800000
        heartbeat = 10
        vm_memory_high_watermark.relative = 0.4
        disk_free_limit.absolute = 200MB
        log.console = true
        log.console.level = warning
        log.file = false

        """;

    /// <summary>The whole file for a broker on this machine.</summary>
    public static string File(int port, string password) => $"""
        # Written at every start.
        listeners.tcp.1 = 127.0.0.1:{port}
        default_user = {RabbitMqInstallation.User}
        default_pass = {password}
        default_user_tags.administrator = true
        {Common}
        """;
}
