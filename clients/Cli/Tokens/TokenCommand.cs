using System.CommandLine;
using System.CommandLine.Parsing;
using IntentEngine.Hosting.Authentication;

namespace IntentEngine.Cli.Tokens;

/// <summary><c>token</c>: prints one development token on standard output, and nothing else there.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Data folder of the engine that is to accept the token.", DefaultValueFactory = _ => ".data" };
        var role = new Option<string>("--role") { Description = $"One or more of {string.Join(", ", Roles.All)}, separated by commas.", Required = true };
        var organization = new Option<Guid>("--org") { Description = "Organization, a UUID.", DefaultValueFactory = _ => DemoIdentity.OrganizationId, CustomParser = Organization };
        var subject = new Option<string>("--sub") { Description = "Who it is about, 1 to 255 characters.", DefaultValueFactory = _ => DemoIdentity.Subject };
        role.Validators.Add(result =>
        {
            var unknown = Split(result.GetValueOrDefault<string>() ?? "").Except(Roles.All).ToList();
            if (unknown.Count > 0 || Split(result.GetValueOrDefault<string>() ?? "").Length == 0)
                result.AddError($"--role expects one or more of {string.Join(", ", Roles.All)}, separated by commas; came '{string.Join(", ", unknown)}'.");
        });
        subject.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: <= 255 } text || string.IsNullOrWhiteSpace(text)) result.AddError("--sub expects 1 to 255 characters.");
        });

        var command = new Command("token", "Print one development token, valid for 12 hours.") { data, role, organization, subject };
        command.SetAction(parsed => Print(Path.GetFullPath(parsed.GetValue(data)!), Split(parsed.GetValue(role)!), parsed.GetValue(organization), parsed.GetValue(subject)!));
        return command;
    }

    private static Guid Organization(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty) return id;
        result.AddError($"--org expects a UUID such as {DemoIdentity.OrganizationId}; came '{text}'.");
        return default;
    }

    private static int Print(string dataFolder, string[] roles, Guid organization, string subject)
    {
        var keyFile = SigningKey.In(dataFolder);
        if (!File.Exists(keyFile)) Console.Error.WriteLine($"No engine has used {dataFolder} yet; a signing key is made there for the first one that does.");
        Console.Out.WriteLine(DevelopmentTokens.LoadOrCreate(keyFile).Issue(roles, organization, subject, DevelopmentTokens.MaximumLifetime));
        return ExitCodes.Done;
    }

    private static string[] Split(string roles) => [.. roles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}
