using IntentEngine.LocalServers;

return args is [ServerOwner.Argument, var server, var folder]
    ? await ServerOwner.RunAsync(server, folder)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
