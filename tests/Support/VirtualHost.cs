using IntentEngine.LocalServers;

namespace IntentEngine.Support;

/// <summary>A part of one broker that shares no queue with any other.</summary>
/// <param name="Server">The broker.</param>
/// <param name="Name">Its name.</param>
public sealed record VirtualHost(RabbitMqServer Server, string Name)
{
    /// <summary>AMQP address with user and password.</summary>
    public Uri Uri => new(Server.Uri, Name);

    /// <summary>Lines of a <c>rabbitmqctl list_…</c> command, columns separated by tabs, without a head line.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string command, params string[] columns)
    {
        var text = await Server.ControlAsync([command, "--quiet", "--no-table-headers", "--vhost", Name, .. columns]);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
