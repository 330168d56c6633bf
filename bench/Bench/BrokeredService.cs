using IntentEngine.Hosting;
using Microsoft.AspNetCore.Builder;

namespace IntentEngine.Bench;

/// <summary>One service in this process, over RabbitMQ and PostgreSQL.</summary>
internal static class BrokeredService
{
    /// <summary>Starts it.</summary>
    public static async Task<WebApplication> StartAsync(Servers servers, ServiceModule module)
    {
        var database = await servers.Postgres.EnsureDatabaseAsync(module.Name.ToLowerInvariant());
        var app = ServiceHost.Build(
            [
                $"--{module.Name}:Database:Migrator={database.Migrator}", $"--{module.Name}:Database:App={database.App}", $"--{module.Name}:Database:Worker={database.Worker}",
                "--Messaging:Transport=rabbitmq", $"--Messaging:RabbitMq={servers.RabbitMq.Uri}",
                $"--Authentication:DevelopmentKeyFile={Path.Combine(Path.GetTempPath(), $"bench-key-{Guid.NewGuid():N}.json")}", "--environment=Development",
                "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
            ],
            module);
        await app.StartAsync();
        return app;
    }
}
