namespace IntentEngine.ProviderSimulator.Faults;

/// <summary>A failure to play: the next <paramref name="Times"/> requests that match get it.</summary>
/// <param name="Match">A part of the path (<c>ranked_keywords</c>), a purpose (<c>icp</c>), or <c>*</c> for every request.</param>
/// <param name="Name">One of <see cref="FaultNames.All"/>; <c>slow</c> may carry its milliseconds: <c>slow:3000</c>.</param>
/// <param name="Times">Requests that get it, 1 or more.</param>
public sealed record Fault(string Match, string Name, int Times = 1);
