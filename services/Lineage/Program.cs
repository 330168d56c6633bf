// The Lineage service as a process of its own; what it consists of stands in LineageService.cs.
return await IntentEngine.Hosting.ServiceHost.RunAsync(args, IntentEngine.Lineage.LineageService.Module);
