// The Workflows service as a process of its own; what it consists of stands in WorkflowsService.cs.
return await IntentEngine.Hosting.ServiceHost.RunAsync(args, IntentEngine.Workflows.WorkflowsService.Module);
