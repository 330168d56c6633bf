using IntentEngine.Hosting.Startup;

namespace IntentEngine.Intents.Graph.Commands;

/// <summary>What a person typed after <c>graph</c>.</summary>
/// <param name="Verb"><c>migrate</c> or <c>check</c>.</param>
/// <param name="From">The store that is read.</param>
/// <param name="To">The store that is written; null for <c>check</c>.</param>
/// <param name="Replace">Whether what the target has may be replaced.</param>
/// <param name="Settings">The rest, as settings: <c>--Intents:Database:App=…</c>.</param>
internal sealed record GraphCommandLine(string Verb, GraphAddress From, GraphAddress? To, bool Replace, string[] Settings)
{
    internal const string Usage = """
        Usage: graph migrate --from STORE --to STORE [--replace]
               graph check --store STORE
        STORE is postgres, file:FOLDER, archive:FOLDER or sqlite:FOLDER. For postgres give the service's own settings, in its
        environment or as --Intents:Database:App=… and so on. Stop the service first.
        """;

    /// <exception cref="StartupException">Something is missing or not understood.</exception>
    public static GraphCommandLine Parse(IReadOnlyList<string> args)
    {
        var options = new Dictionary<string, string>();
        var settings = new List<string>();
        for (var i = 1; i < args.Count; i++)
        {
            if (args[i].StartsWith("--Intents:", StringComparison.OrdinalIgnoreCase)) settings.Add(args[i]);
            else if (args[i] == "--replace") options[args[i]] = "";
            else if (args[i] is "--from" or "--to" or "--store" && i + 1 < args.Count) options[args[i]] = args[++i];
            else throw new StartupException($"Not understood: '{args[i]}'.{Environment.NewLine}{Usage}");
        }

        return (args.Count > 0 ? args[0] : null, options.GetValueOrDefault("--from"), options.GetValueOrDefault("--to"), options.GetValueOrDefault("--store")) switch
        {
            ("migrate", { } from, { } to, null) => Of("migrate", GraphAddress.Parse(from), GraphAddress.Parse(to)),
            ("check", null, null, { } store) => Of("check", GraphAddress.Parse(store), null),
            _ => throw new StartupException(Usage),
        };

        GraphCommandLine Of(string verb, GraphAddress from, GraphAddress? to) => from == to
            ? throw new StartupException($"Expected two stores; --from and --to both name {from}.")
            : new GraphCommandLine(verb, from, to, options.ContainsKey("--replace"), [.. settings]);
    }
}
