// The Intents service as a process of its own; what it consists of stands in IntentsService.cs. "graph …" works on stored graphs instead.
return args is ["graph", ..]
    ? await IntentEngine.Intents.Graph.Commands.GraphCommand.RunAsync(args[1..])
    : await IntentEngine.Hosting.ServiceHost.RunAsync(args, IntentEngine.Intents.IntentsService.Module);
