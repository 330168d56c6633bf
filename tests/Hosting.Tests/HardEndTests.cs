using IntentEngine.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;

namespace IntentEngine.Hosting;

public sealed class HardEndTests : IDisposable
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(35);

    private readonly FakeClock _clock = new();
    private readonly Stubborn _stubborn = new();
    private readonly StringWriter _words = new();
    private int _kills;

    public void Dispose()
    {
        _stubborn.Dispose();
        _words.Dispose();
    }

    [Fact]
    public async Task A_process_whose_service_never_stops_is_killed_with_last_words()
    {
        using var end = new HardEnd(After, _clock, _words, () => _kills++);
        var running = Run(end);
        await _stubborn.Started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        _stubborn.Lifetime!.StopApplication();
        await _stubborn.Stopping.Task.WaitAsync(TimeSpan.FromSeconds(60));

        _clock.Advance(After - TimeSpan.FromSeconds(1));
        _kills.ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(1));

        _kills.ShouldBe(1);
        _words.ToString().ShouldContain(nameof(Stubborn));
        _words.ToString().ShouldContain("137");
        _stubborn.Release.SetResult();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_process_that_stops_in_time_is_not_killed()
    {
        using var end = new HardEnd(After, _clock, _words, () => _kills++);
        var running = Run(end);
        await _stubborn.Started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        _stubborn.Release.SetResult();

        _stubborn.Lifetime!.StopApplication();

        (await running.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(0);
        end.Dispose();
        _clock.Advance(After * 2);
        _kills.ShouldBe(0);
    }

    private Task<int> Run(HardEnd end) => ServiceHost.RunAsync(
        ["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Authentication:DevelopmentKeyFile={Path.Combine(Directory.CreateTempSubdirectory("hosting-").FullName, "key.json")}"],
        [
            new ServiceModule
            {
                Name = "test",
                AddServices = (services, _) => services.AddSingleton<IHostedService>(provider =>
                {
                    _stubborn.Lifetime = provider.GetRequiredService<IHostApplicationLifetime>();
                    return _stubborn;
                }),
                MapRoutes = _ => { },
            },
        ],
        end);

    private sealed class Stubborn : BackgroundService
    {
        public IHostApplicationLifetime? Lifetime { get; set; }

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopping { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task StopAsync(CancellationToken cancellationToken)
        {
            Stopping.TrySetResult();
            return Release.Task;
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            Lifetime!.ApplicationStarted.Register(() => Started.TrySetResult());
            return Release.Task;
        }
    }
}
