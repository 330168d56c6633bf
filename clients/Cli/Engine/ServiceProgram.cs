namespace IntentEngine.Cli.Engine;

/// <summary>Finds the services' programs: they are built beside this one, <c>artifacts/bin/PROJECT/CONFIGURATION/</c>.</summary>
internal static class ServiceProgram
{
    /// <summary>The command line that runs a service of the same build as this program.</summary>
    /// <exception cref="CommandException">It was not built.</exception>
    public static IReadOnlyList<string> Command(string project, params ReadOnlySpan<string> arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(own.Parent?.Parent?.FullName ?? "/", project, own.Name, $"IntentEngine.{project}.dll");
        if (!File.Exists(program)) throw new CommandException($"{program} is missing: build it with dotnet build services/{project} -c {own.Name}, or start this with ./dev, which does.");
        return [Dotnet(), program, .. arguments];
    }

    // The one that runs us, unless we were started by an executable of our own.
    private static string Dotnet() =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
