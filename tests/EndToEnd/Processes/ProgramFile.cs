namespace IntentEngine.EndToEnd.Processes;

/// <summary>Where the built programs are: beside this one, in the same configuration.</summary>
internal static class ProgramFile
{
    private static readonly DirectoryInfo Own = new(AppContext.BaseDirectory);

    /// <summary>Where artifacts of the build are kept; results of tests go there too.</summary>
    public static string Artifacts => Own.Parent!.Parent!.Parent!.FullName;

    /// <summary>Path of <c>IntentEngine.{project}.dll</c>.</summary>
    public static string Of(string project)
    {
        var path = Path.Combine(Own.Parent!.Parent!.FullName, project, Own.Name, $"IntentEngine.{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Expected the program {path}; build tests/EndToEnd in this configuration, which builds it too.", path);
    }
}
