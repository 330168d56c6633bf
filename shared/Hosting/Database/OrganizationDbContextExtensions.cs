using IntentEngine.Hosting.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntentEngine.Hosting.Database;

/// <summary>Registers EF Core contexts that see one organization.</summary>
public static class OrganizationDbContextExtensions
{
    /// <summary>
    /// A scoped, non-tracking, read-only <typeparamref name="TContext"/> whose every command runs for the scope's
    /// <see cref="OrganizationContext"/>. Reading before that is set throws; nothing is sent.
    /// </summary>
    /// <param name="services">The process's services.</param>
    /// <param name="dataSource">The service's pool that logs in as the App role, for example <c>p => p.GetRequiredKeyedService&lt;ServiceDatabase&gt;("workflows").App</c>.</param>
    /// <remarks>Commands sent past EF (<c>GetDbConnection()</c>) carry no organization: row-level security gives them 0 rows.</remarks>
    public static IServiceCollection AddOrganizationDbContext<TContext>(
        this IServiceCollection services, Func<IServiceProvider, NpgsqlDataSource> dataSource)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(dataSource);
        return services.AddDbContext<TContext>((provider, options) => options
            .UseNpgsql(dataSource(provider))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(
                new OrganizationCommandInterceptor(provider.GetRequiredService<OrganizationContext>()),
                ReadOnlyInterceptor.Instance));
    }
}
