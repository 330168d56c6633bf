using System.Text.RegularExpressions;

namespace IntentEngine.Messaging.Outside;

/// <summary>The broker user of a program of somebody else: its name, which says whose it is, and its permissions, the same for every such user (ADR 0009).</summary>
public sealed partial class BrokerUser
{
    /// <summary>Names a user.</summary>
    /// <param name="organization">Whose program it is; not the empty id.</param>
    /// <param name="program">Name of the program, 1 to 50 lower-case letters, digits, '_' or '-'.</param>
    /// <exception cref="ArgumentException">A name like that would say nothing, or something else.</exception>
    public BrokerUser(Guid organization, string program)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (organization == Guid.Empty) throw new ArgumentException("Expected the id of an organization; came the empty one.", nameof(organization));
        if (!ProgramName().IsMatch(program)) throw new ArgumentException($"Expected 1 to 50 lower-case letters, digits, '_' or '-' as the name of a program; came '{program}'.", nameof(program));
        Organization = organization;
        Name = $"{organization}.{program}";
    }

    /// <summary>Whose program it is.</summary>
    public Guid Organization { get; }

    /// <summary>The user's name; the engine reads the organization from it.</summary>
    public string Name { get; }

    /// <summary>Begins the names of queues and exchanges that the organization's programs may have.</summary>
    public string Own => $"outside.{Organization}.";

    /// <summary>The commands of <c>rabbitmqctl</c>, after <c>add_user</c>, that give the user what it needs and nothing more.</summary>
    /// <param name="virtualHost">The engine's.</param>
    /// <param name="commands">What it may publish, e.g. <c>intents.create.v1</c>. None: it only listens.</param>
    public IReadOnlyList<IReadOnlyList<string>> Permissions(string virtualHost, IEnumerable<string> commands)
    {
        var own = $"{Pattern(Own)}.*";
        var mayPublish = string.Join('|', commands.Select(Pattern));
        return
        [
            // Configure: its own queues. Write: the commands, and its own queues to bind them. Read: the events, and its own queues.
            ["set_permissions", "--vhost", virtualHost, Name, $"^{own}$", $"^({Pattern(OutsideExchanges.Commands)}|{own})$", $"^({Pattern(OutsideExchanges.Events)}|{own})$"],
            ["set_topic_permissions", "--vhost", virtualHost, Name, OutsideExchanges.Commands, $"^({mayPublish})$", "^$"],
            ["set_topic_permissions", "--vhost", virtualHost, Name, OutsideExchanges.Events, "^$", $@"^{Organization}\..*$"],
        ];
    }

    private static string Pattern(string text) => text.Replace(".", @"\.", StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9_-]{1,50}\z")]
    private static partial Regex ProgramName();
}
