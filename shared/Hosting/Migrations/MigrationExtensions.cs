using IntentEngine.Messaging.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Hosting.Migrations;

/// <summary>Registers the migrations of one service's database.</summary>
public static class MigrationExtensions
{
    /// <summary>Runs <see cref="Migrator.UpAsync"/> before any other hosted service starts. May be called once per service of a process.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="options">The service's database, usually <c>configuration.Require&lt;DatabaseOptions&gt;("Workflows:Database")</c>.</param>
    /// <param name="sources">For example Messaging's files, then the service's own.</param>
    public static IServiceCollection AddMigrations(this IServiceCollection services, DatabaseOptions options, params MigrationSource[] sources)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        return services.AddSingleton<IHostedService>(provider =>
            new MigrationService(new Migrator(options, provider.GetRequiredService<ILogger<Migrator>>(), sources)));
    }
}
