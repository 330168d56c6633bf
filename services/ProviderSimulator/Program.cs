// Entry point; see ProviderSimulatorService.cs.
return 0;
