// Entry point; see WorkflowsService.cs.
return 0;
