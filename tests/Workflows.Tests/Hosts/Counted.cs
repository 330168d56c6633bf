using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Workflows.Hosts;

/// <summary>Adds up one counter of one host.</summary>
public sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _total;

    public Counted(WorkflowHost host, string counter)
    {
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == counter && ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _total, value));
        _listener.Start();
    }

    public long Total => Interlocked.Read(ref _total);

    public void Dispose() => _listener.Dispose();
}
