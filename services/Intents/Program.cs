// The Intents service as a process of its own; what it consists of stands in IntentsService.cs.
return await IntentEngine.Hosting.ServiceHost.RunAsync(args, IntentEngine.Intents.IntentsService.Module);
