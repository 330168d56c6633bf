using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using IntentEngine.Cli.Tokens;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Authentication;
using IntentEngine.LocalServers;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Outside;

namespace IntentEngine.Cli.Publishers;

/// <summary><c>publisher</c>: lets a program of somebody else use the broker of a distributed engine on this machine, and prints its AMQP address.</summary>
internal static class PublisherCommand
{
    private const int PasswordBytes = 24;

    /// <summary>What each role may publish; the same as over HTTP. All of them see their organization's facts.</summary>
    private static readonly Dictionary<string, string[]> MayPublish = new()
    {
        [Roles.Member] = [MessageName.Exchange<CreateIntent>(), MessageName.Exchange<CancelIntent>()],
        [Roles.Worker] =
        [
            MessageName.Exchange<ClaimIntent>(), MessageName.Exchange<ClaimIntents>(), MessageName.Exchange<HeartbeatIntent>(), MessageName.Exchange<ReleaseIntent>(),
            MessageName.Exchange<CompleteIntent>(), MessageName.Exchange<FailIntent>(),
        ],
    };

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Name of the program, 1 to 50 lower-case letters, digits, '_' or '-'." };
        var role = new Option<string>("--role") { Description = $"One or more of {string.Join(", ", MayPublish.Keys)}, separated by commas.", DefaultValueFactory = _ => Roles.Member };
        var organization = new Option<Guid>("--org") { Description = "Organization, a UUID.", DefaultValueFactory = _ => DemoIdentity.OrganizationId };
        var data = new Option<string>("--data") { Description = "Data folder of the engine, which has to be running.", DefaultValueFactory = _ => ".data" };
        role.Validators.Add(result =>
        {
            var unknown = Split(result.GetValueOrDefault<string>() ?? "").Except(MayPublish.Keys).ToList();
            if (unknown.Count > 0) result.AddError($"--role expects one or more of {string.Join(", ", MayPublish.Keys)}, separated by commas; came '{string.Join(", ", unknown)}'.");
        });

        var command = new Command("publisher", "Make a broker user for a program of somebody else and print its AMQP address.") { name, role, organization, data };
        command.SetAction((parsed, cancel) => MakeAsync(parsed.GetValue(name)!, Split(parsed.GetValue(role)!), parsed.GetValue(organization), Path.GetFullPath(parsed.GetValue(data)!), cancel));
        return command;
    }

    private static async Task<int> MakeAsync(string program, string[] roles, Guid organization, string dataFolder, CancellationToken cancel)
    {
        var user = User(organization, program);
        var broker = await RunningRabbitMq.FindAsync(Path.Combine(dataFolder, "rabbitmq"), cancel);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
        await broker.ControlAsync(["add_user", user.Name, password], cancel);
        foreach (var permission in user.Permissions("/", roles.SelectMany(role => MayPublish[role]))) await broker.ControlAsync(permission, cancel);
        await Console.Out.WriteLineAsync($"amqp://{user.Name}:{password}@127.0.0.1:{broker.Port}/");
        return ExitCodes.Done;
    }

    private static BrokerUser User(Guid organization, string program)
    {
        try
        {
            return new BrokerUser(organization, program);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message);
        }
    }

    private static string[] Split(string roles) => [.. roles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}
