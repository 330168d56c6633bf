using IntentEngine.LocalServers.Processes;

namespace IntentEngine.Cli.Engine;

/// <summary>Waits until a service answers that it is ready.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task WaitAsync(ServiceProcess service, string path, TimeProvider clock, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromSeconds(5) };
        var since = clock.GetTimestamp();
        var last = "nothing";
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(path, cancel);
                if (answer.IsSuccessStatusCode) return;
                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}";
            }
            catch (HttpRequestException refused)
            {
                last = refused.Message;
            }
            catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
            {
                last = "no answer within 5 s";
            }

            if (service.Ended.IsCompleted) throw new CommandException($"{service.Name} ended while starting. {LogFiles.Tail(service.LogFile)}");
            if (clock.GetElapsedTime(since) > Limit)
                throw new CommandException($"{service.Name} was not ready within {Limit.TotalSeconds:0} s; {new Uri(service.Address, path)} said: {last}. {LogFiles.Tail(service.LogFile)}");
            await Task.Delay(Look, clock, cancel);
        }
    }
}
