using System.Text.Json;
using IntentEngine.Client;
using IntentEngine.Client.Workflows;

namespace IntentEngine.Cli.Demo;

/// <summary>The request of the demo: <c>samples/content-workflow.json</c>, which is copied beside this program.</summary>
internal static class SampleRequest
{
    public static NewWorkflow Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "content-workflow.json"));
        return JsonSerializer.Deserialize<NewWorkflow>(file, ClientJson.Options) ?? throw new CommandException($"{file.Name} is empty; expected the body of POST /api/intent-workflows.");
    }
}
