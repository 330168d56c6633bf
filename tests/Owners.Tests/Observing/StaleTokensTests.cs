using System.Diagnostics.Metrics;
using IntentEngine.Owners.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Owners.Observing;

/// <summary>Observed records are records still, and what finds nothing is counted and warned of without its token.</summary>
public sealed class StaleTokensTests : ExecutionRecordsTests
{
    private readonly ServiceProvider _services;
    private readonly List<string> _log = [];

    public StaleTokensTests() => _services = new ServiceCollection().AddMetrics().AddLogging(log => log.AddProvider(new ListLoggers(_log))).AddSingleton<StaleTokens>().BuildServiceProvider();

    protected override Task<IExecutionRecords> Create(string owner = "work") => Task.FromResult(_services.GetRequiredService<StaleTokens>().Observe(new MemoryExecutionRecords(Clock), owner));

    [Fact]
    public async Task A_token_that_finds_nothing_is_counted_and_warned_of()
    {
        var counted = new List<(long, object?)>();
        using var listener = new MeterListener();
        var meters = _services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, l) => { if (instrument.Meter.Scope == meters && instrument.Name == "stale_tokens_total") l.EnableMeasurementEvents(instrument); };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Add((value, tags[0].Value)));
        listener.Start();
        var records = await Create();
        var token = await records.RegisterAsync("settler-1", System.Text.Json.JsonSerializer.SerializeToElement(1));

        await records.ConsumeAsync(token);
        await records.ConsumeAsync(token);

        counted.ShouldBe([(1, "work")]);
        _log.ShouldHaveSingleItem().ShouldContain(token[..4]);
        _log[0].ShouldNotContain(token);
    }

    private sealed class ListLoggers(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add($"{logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
