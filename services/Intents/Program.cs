// Entry point; see IntentsService.cs.
return 0;
