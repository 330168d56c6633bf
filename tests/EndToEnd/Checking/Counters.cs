namespace IntentEngine.EndToEnd.Checking;

/// <summary>The counters that RabbitMQ's own fault tests print, for workflows.</summary>
/// <param name="Attempted">Workflows asked for.</param>
/// <param name="Acknowledged">Workflows promised with 2xx.</param>
/// <param name="Ok">Of these, ended as they should, or waiting for a person.</param>
/// <param name="Lost">Of these, not there.</param>
/// <param name="Duplicated">Workflows that exist beyond what was asked for, and effects that happened more than once.</param>
/// <param name="Recovered">Workflows that were under way when a fault struck and ended well.</param>
internal sealed record Counters(int Attempted, int Acknowledged, int Ok, int Lost, int Duplicated, int Recovered);
