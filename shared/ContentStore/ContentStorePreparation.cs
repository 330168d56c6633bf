using IntentEngine.ContentStore.Folders;
using IntentEngine.Hosting.Startup;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.ContentStore;

/// <summary>Makes the folder before anything is written to it, and removes uploads that a crash left behind. A process whose folder cannot be written does not start.</summary>
internal sealed partial class ContentStorePreparation(IContentStore store, ContentStoreSettings settings, ILogger<ContentStorePreparation> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (store is not FolderContentStore folder) return Task.CompletedTask;
        try
        {
            if (folder.Prepare() is > 0 and var removed) LogRemoved(logger, removed);
            return Task.CompletedTask;
        }
        catch (ContentStoreUnavailableException failure)
        {
            throw new StartupException($"{failure.Message} It is set by ContentStore:Folder, now '{settings.Folder}'.", failure);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1501, LogLevel.Information, "Removed {Removed} uploads that were never finished")]
    private static partial void LogRemoved(ILogger logger, int removed);
}
