using System.Diagnostics;
using System.Globalization;

namespace IntentEngine.Bench;

/// <summary>Processor time used so far, by who used it: where a step's cost goes.</summary>
/// <param name="Engine">This process.</param>
/// <param name="Postgres">All processes of PostgreSQL.</param>
/// <param name="Broker">RabbitMQ.</param>
internal sealed record CpuTime(TimeSpan Engine, TimeSpan Postgres, TimeSpan Broker)
{
    // USER_HZ is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static CpuTime Read(Servers servers) => new(
        Process.GetCurrentProcess().TotalProcessorTime,
        Family(servers.Postgres.ProcessId ?? 0),
        Family(servers.RabbitMq.ProcessId ?? 0));

    /// <summary>Time of a process with its children, those that have ended included.</summary>
    public static TimeSpan Family(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => int.TryParse(n, out _)).Select(Stat).OfType<(int Pid, int Parent, long Ticks)>().ToList();
        var family = new HashSet<int> { root };
        for (var grown = true; grown;) grown = all.Where(p => family.Contains(p.Parent)).Aggregate(false, (any, p) => family.Add(p.Pid) || any);
        return TimeSpan.FromSeconds(all.Where(p => family.Contains(p.Pid)).Sum(p => p.Ticks) / TicksPerSecond);
    }

    private static (int Pid, int Parent, long Ticks)? Stat(string pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            long Number(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
            return (int.Parse(pid, CultureInfo.InvariantCulture), (int)Number(1), Number(11) + Number(12) + Number(13) + Number(14));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
