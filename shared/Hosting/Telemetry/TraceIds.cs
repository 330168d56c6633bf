using System.Diagnostics;

namespace IntentEngine.Hosting.Telemetry;

/// <summary>Gives every request a trace id, also when nobody collects traces: problem details and correlation ids are made of it.</summary>
/// <remarks>Asks for propagation only, so nothing is recorded. One listener serves all hosts of a process.</remarks>
internal static class TraceIds
{
    private static readonly Lazy<ActivityListener> Listener = new(() =>
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    });

    public static void Ensure() => _ = Listener.Value;
}
