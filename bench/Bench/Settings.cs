using System.Globalization;

namespace IntentEngine.Bench;

/// <summary>Reads <c>--key value</c> from the command line.</summary>
internal static class Settings
{
    public static int Number(this IReadOnlyList<string> args, string key, int otherwise)
    {
        for (var i = 0; i + 1 < args.Count; i++)
            if (args[i] == $"--{key}") return int.Parse(args[i + 1], CultureInfo.InvariantCulture);
        return otherwise;
    }
}
