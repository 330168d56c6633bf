using System.ComponentModel.DataAnnotations;

namespace IntentEngine.Intents.Graph.Storage.Opening;

/// <summary>Where intent graphs are kept. Section <c>Intents:Graph</c>.</summary>
internal sealed record GraphStorageSettings : IValidatableObject
{
    /// <summary><c>postgres</c> (default), <c>file</c>, <c>archive</c>, <c>sqlite</c> or <c>memory</c>.</summary>
    public GraphBackend Backend { get; init; } = GraphBackend.Postgres;

    /// <summary>Folder of the backends <c>file</c>, <c>archive</c> and <c>sqlite</c>; one process at a time. Relative: to the working directory. Null: none.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// What happens when the backend cannot be opened at start. True (default): graphs are kept in memory until the process ends, and health,
    /// log and an event say so (spec semantics §1.5). False: the process does not start. No meaning for <c>postgres</c>, without which the service cannot start at all.
    /// </summary>
    public bool FallbackToMemory { get; init; } = true;

    /// <summary>Largest backup that can be restored over HTTP, in MiB, 1 to 1024. Default 64, some 50,000 intents.</summary>
    [Range(1, 1024)]
    public int LargestRestoreMegabytes { get; init; } = 64;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Backend is GraphBackend.File or GraphBackend.Archive or GraphBackend.Sqlite && string.IsNullOrWhiteSpace(Folder))
            yield return new ValidationResult($"the backend {Backend.Word()} needs a folder; set it to a path that belongs to this process alone.", [nameof(Folder)]);
    }
}
