namespace IntentEngine.Workflows.Competitors;

/// <summary>An address that may be asked about.</summary>
/// <param name="Url">As the user gave it, made canonical.</param>
/// <param name="Domain">Its host in ASCII lower case, without <c>www.</c></param>
public sealed record Competitor(string Url, string Domain);
