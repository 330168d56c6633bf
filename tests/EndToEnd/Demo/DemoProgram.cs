using System.Text.Json;
using IntentEngine.EndToEnd.Processes;

namespace IntentEngine.EndToEnd.Demo;

/// <summary><c>./dev demo --yes --json FILE</c> as its user starts it.</summary>
internal static class DemoProgram
{
    /// <summary>Runs it to its end in a folder of its own, and hands over what it wrote before the folder goes.</summary>
    public static async Task Run(Action<JsonElement> check, params IEnumerable<string> options)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-demo-{Guid.NewGuid():N}")).FullName;
        try
        {
            var (log, file) = (Path.Combine(folder, "demo.log"), Path.Combine(folder, "demo.json"));
            using var run = await ProgramRun.StartAsync(ProgramFile.Of("Cli"), new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = "Development", ["ASPNETCORE_ENVIRONMENT"] = "Development" }, log,
                ["demo", "--yes", "--json", file, "--data", Path.Combine(folder, "data"), .. options]);
            var code = await run.WaitAsync();
            code.ShouldBe(0, await File.ReadAllTextAsync(log));
            using var written = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            check(written.RootElement);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
