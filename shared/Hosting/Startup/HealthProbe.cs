namespace IntentEngine.Hosting.Startup;

/// <summary><c>--healthcheck URL</c>: asks a running service how it is, for containers that have no curl.</summary>
internal static class HealthProbe
{
    private const string Argument = "--healthcheck";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static bool Wanted(string[] args) => args.Contains(Argument);

    /// <returns>0 when the address answers with a 2xx status within 5 seconds, else 1 and the reason on standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var url = args.ElementAtOrDefault(Array.IndexOf(args, Argument) + 1);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await Console.Error.WriteLineAsync($"{Argument} expects an address such as http://127.0.0.1:8080/health/ready; came '{url}'.");
            return 1;
        }
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(address);
            if (answer.IsSuccessStatusCode) return 0;
            await Console.Error.WriteLineAsync($"{address} answered {(int)answer.StatusCode}.");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} did not answer: {failure.Message}");
        }
        return 1;
    }
}
