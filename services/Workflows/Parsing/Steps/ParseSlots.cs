namespace IntentEngine.Workflows.Parsing.Steps;

/// <summary>How many files are parsed at once: as many as there are processors. More would not be faster, and each holds its file in memory.</summary>
internal sealed class ParseSlots : IDisposable
{
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);

    /// <summary>Runs <paramref name="work"/> when its turn has come, away from the thread that takes messages.</summary>
    public async Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
