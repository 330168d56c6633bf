// intentctl: the command line of the engine; see Intentctl.cs for what it can do.
return await IntentEngine.Cli.Intentctl.RunAsync(args);
