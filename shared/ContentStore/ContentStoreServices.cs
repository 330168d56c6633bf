using IntentEngine.ContentStore.Folders;
using IntentEngine.ContentStore.S3;
using IntentEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.ContentStore;

/// <summary>Registers the content store.</summary>
public static class ContentStoreServices
{
    /// <summary>Binds <c>ContentStore</c> (<see cref="ContentStoreSettings"/>) and registers <see cref="IContentStore"/> as a singleton. Services of one process share it: calling it again changes nothing.</summary>
    /// <exception cref="SettingsException">Settings are unknown, missing or wrong.</exception>
    public static IServiceCollection AddContentStore(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.Require<ContentStoreSettings>("ContentStore");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(settings);
        services.TryAddSingleton(Make);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ContentStorePreparation>());
        return services;
    }

    private static IContentStore Make(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<ContentStoreSettings>();
        return settings.Kind == ContentStoreKind.S3
            ? new S3ContentStore(settings.S3!, S3ContentStore.Handler(), provider.GetRequiredService<TimeProvider>())
            : new FolderContentStore(settings.Folder, provider.GetRequiredService<TimeProvider>());
    }
}
