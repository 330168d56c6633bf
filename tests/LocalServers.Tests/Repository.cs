using System.Runtime.CompilerServices;

namespace IntentEngine.LocalServers;

internal static class Repository
{
    /// <summary>Full path of a file of this checkout.</summary>
    public static string File(string path, [CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!System.IO.File.Exists(Path.Combine(folder, "IntentEngine.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("IntentEngine.sln was not found above this file.");
        return Path.Combine(folder, path);
    }
}
