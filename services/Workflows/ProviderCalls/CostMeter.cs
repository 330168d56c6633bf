using IntentEngine.Providers;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>Adds up what one run of a step spends, failed calls included; calls may run side by side.</summary>
public sealed class CostMeter
{
    private readonly Lock gate = new();
    private decimal total;

    /// <summary>Spent so far, in US dollars.</summary>
    public decimal Total
    {
        get
        {
            lock (gate) return total;
        }
    }

    /// <summary>Notes an amount in US dollars.</summary>
    public void Add(decimal costUsd)
    {
        lock (gate) total += costUsd;
    }

    /// <summary>Notes the price of an answer and passes the answer on.</summary>
    public T Pay<T>(Priced<T> priced)
    {
        Add(priced.CostUsd);
        return priced.Value;
    }
}
