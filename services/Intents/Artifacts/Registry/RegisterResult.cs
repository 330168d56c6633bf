using IntentEngine.Intents.Artifacts.Lifecycle;

namespace IntentEngine.Intents.Artifacts.Registry;

/// <summary>What became of the wish to register an artifact.</summary>
internal abstract record RegisterResult
{
    private RegisterResult()
    {
    }

    /// <summary>It is new.</summary>
    /// <param name="Artifact">As it is.</param>
    internal sealed record Created(Artifact Artifact) : RegisterResult;

    /// <summary>It was registered before; nothing was changed.</summary>
    /// <param name="Artifact">As it is.</param>
    internal sealed record Existed(Artifact Artifact) : RegisterResult;

    /// <summary>Parents are not registered; nothing was changed.</summary>
    /// <param name="Parents">Which.</param>
    internal sealed record ParentsMissing(IReadOnlyList<string> Parents) : RegisterResult
    {
        /// <summary>For people.</summary>
        public string Reason => $"Parents must be registered in this organization first; these are not: {string.Join(", ", Parents.Take(10))}.";
    }

    /// <summary>It contradicts what is registered; nothing was changed.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="Existing">The artifact that has the id. Null: none has.</param>
    internal sealed record Refused(string Reason, Artifact? Existing = null) : RegisterResult;
}
