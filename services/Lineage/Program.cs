using IntentEngine.Hosting;
using IntentEngine.Lineage;
using IntentEngine.Messaging;

return await ServiceHost.RunAsync(args, (services, configuration, _) => services.AddMessaging(configuration), LineageService.Module);
