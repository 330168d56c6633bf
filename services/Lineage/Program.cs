// Entry point; see LineageService.cs.
return 0;
