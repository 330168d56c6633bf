// The Lineage service as a process of its own; what it consists of stands in LineageService.cs. "rebuild …" works on its database instead.
return args is ["rebuild", ..]
    ? await IntentEngine.Lineage.Rebuild.RebuildCommand.RunAsync(args[1..])
    : await IntentEngine.Hosting.ServiceHost.RunAsync(args, IntentEngine.Lineage.LineageService.Module);
