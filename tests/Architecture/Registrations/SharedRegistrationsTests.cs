using IntentEngine.AllInOne;
using IntentEngine.Architecture.Hosts;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Endpoints;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntentEngine.Architecture.Registrations;

public sealed class SharedRegistrationsTests
{
    [Fact]
    public void Modules_that_share_a_process_do_not_take_types_from_each_other()
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("gateway.settings.json", optional: true).AddCommandLine(ServiceHosts.Settings).Build();
        var registrations = Targets.All.ToDictionary(module => module.Name, module =>
        {
            IServiceCollection services = new ServiceCollection();
            module.AddServices(services, configuration);
            return services;
        });
        registrations.Values.Sum(services => services.Count).ShouldBeGreaterThan(50);
        SharedRegistrations.Conflicts(registrations, IsList).ShouldBeEmpty();
    }

    [Fact]
    public void Two_meanings_of_one_type_are_caught()
    {
        var conflicts = SharedRegistrations.Conflicts(new Dictionary<string, IServiceCollection>
        {
            ["a"] = new ServiceCollection().AddSingleton<IFormatProvider, Fahrenheit>(),
            ["b"] = new ServiceCollection().AddSingleton<IFormatProvider, Celsius>(),
        }, _ => false);
        conflicts.ShouldHaveSingleItem().ShouldContain("System.IFormatProvider means different things");
    }

    [Fact]
    public void The_same_meaning_twice_passes() => SharedRegistrations.Conflicts(new Dictionary<string, IServiceCollection>
    {
        ["a"] = new ServiceCollection().AddSingleton<IFormatProvider, Celsius>(),
        ["b"] = new ServiceCollection().AddSingleton<IFormatProvider, Celsius>(),
    }, _ => false).ShouldBeEmpty();

    // Everything of these runs, or is asked in turn; the untyped options are one per DbContext, and each asks for its own.
    private static bool IsList(Type type) =>
        type == typeof(IHostedService) || type == typeof(DbContextOptions) || type == typeof(ServiceDatabase) || type == typeof(MessageEndpoint) || type == typeof(ILoggerProvider)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IConfigureOptions<>) || open == typeof(IPostConfigureOptions<>) || open == typeof(IValidateOptions<>) || open == typeof(IOptionsChangeTokenSource<>)));

    private sealed class Celsius : IFormatProvider
    {
        public object? GetFormat(Type? formatType) => null;
    }

    private sealed class Fahrenheit : IFormatProvider
    {
        public object? GetFormat(Type? formatType) => null;
    }
}
