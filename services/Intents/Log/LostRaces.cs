using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Log;

/// <summary>Decides again when somebody else was faster.</summary>
internal static class LostRaces
{
    /// <summary>Every lost race is another's success, and most decisions end once the state has moved; this many in a row is a fault.</summary>
    internal const int MostAttempts = 20;

    /// <summary>Runs <paramref name="attempt"/> until it does not lose.</summary>
    /// <exception cref="ConcurrencyException">It lost <see cref="MostAttempts"/> times.</exception>
    public static async Task<T> TryAgain<T>(Func<Task<T>> attempt)
    {
        for (var lost = 1; ; lost++)
        {
            try
            {
                return await attempt();
            }
            catch (ConcurrencyException) when (lost < MostAttempts)
            {
                // Read and decide again.
            }
        }
    }
}
