// Entry point; see GatewayService.cs.
return await IntentEngine.Hosting.ServiceHost.RunAsync(args, IntentEngine.Gateway.GatewayService.Module);
