// Entry point; see AllInOneService.cs.
return 0;
