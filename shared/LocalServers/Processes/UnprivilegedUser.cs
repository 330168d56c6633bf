namespace IntentEngine.LocalServers.Processes;

/// <summary>The user that runs PostgreSQL when we are root, because PostgreSQL refuses to be root.</summary>
/// <param name="Name">Name in the user database.</param>
/// <param name="Group">Primary group.</param>
/// <param name="SetprivArguments">What <c>setpriv</c> needs to become this user.</param>
internal sealed record UnprivilegedUser(string Name, string Group, IReadOnlyList<string> SetprivArguments)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>The user to become for work in <paramref name="folder"/>; null when we are not root.</summary>
    /// <remarks>
    /// Where a parent folder is closed to others (a checkout under <c>/root</c>), the user keeps the one capability that opens it.
    /// </remarks>
    public static async Task<UnprivilegedUser?> ForAsync(string folder, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess) return null;
        var setpriv = Tool.Find("setpriv")
            ?? throw new LocalServerException("PostgreSQL refuses to run as root and setpriv (package util-linux) is missing: install it, or run as another user.");
        foreach (var name in Candidates)
        {
            var group = await Tool.TryRunAsync("id", ["-gn", name], cancel);
            if (group.ExitCode != 0) continue;
            string[] become = ["--reuid", name, "--regid", group.Output.Trim(), "--init-groups"];
            string[] becomeAndPass = [.. become, "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"];
            foreach (var arguments in new[] { become, becomeAndPass })
            {
                // Not "test -x": that asks without capabilities.
                var reaches = await Tool.TryRunAsync(setpriv, [.. arguments, "--", "stat", Path.Combine(folder, ".")], cancel);
                if (reaches.ExitCode == 0) return new UnprivilegedUser(name, group.Output.Trim(), arguments);
            }
        }

        throw new LocalServerException($"PostgreSQL refuses to run as root, and neither of the users {string.Join(", ", Candidates)} can reach {folder}. Use a data folder that others may enter, for example under /var/lib.");
    }

    /// <summary>Gives a path and all below it to this user.</summary>
    public Task OwnAsync(string path, CancellationToken cancel) => Tool.RunAsync("chown", ["-R", $"{Name}:{Group}", path], cancel);
}
