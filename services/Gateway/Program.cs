// Entry point; see GatewayService.cs.
return 0;
