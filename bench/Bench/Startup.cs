namespace IntentEngine.Bench;

/// <summary>How soon the embedded engine is ready, on an empty folder and on one that was used before, and how much memory it takes.</summary>
internal static class Startup
{
    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            double cold, warm, memory;
            await using (var first = await EmbeddedEngine.StartAsync(folder)) cold = first.ReadyAfter.TotalSeconds;
            await using (var second = await EmbeddedEngine.StartAsync(folder))
            {
                warm = second.ReadyAfter.TotalSeconds;
                using var http = second.Client();
                await EmbeddedEngine.WorkflowAtSeedApproval(http);
                memory = second.ResidentMegabytes();
            }

            return
            [
                new("AllInOne ready, empty folder (initdb and migrations included)", cold, "s"),
                new("AllInOne ready, used folder", warm, "s"),
                new("AllInOne resident after a workflow reached its first gate", memory, "MB"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
