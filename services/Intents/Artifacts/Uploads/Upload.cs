using IntentEngine.ContentStore;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>An upload whose bytes are kept.</summary>
/// <param name="Content">Hash and size.</param>
/// <param name="MediaType">What it is, without parameters.</param>
/// <param name="FileName">The name that came with it, made fit to be shown. Null: none.</param>
internal sealed record Upload(StoredContent Content, string MediaType, string? FileName);
