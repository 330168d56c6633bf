using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Leases;
using IntentEngine.Intents.Log;

namespace IntentEngine.Intents.Claiming;

/// <summary>What a worker wants to take on, however it asks.</summary>
internal sealed record ClaimWish
{
    /// <summary>Most intents of one claim.</summary>
    internal const int MostIntents = 100;

    private const int MostTypes = 20;

    /// <summary>Whose intents.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>What the worker can do.</summary>
    public required IReadOnlyList<string> IntentTypes { get; init; }

    /// <summary>How many at most.</summary>
    public required int Max { get; init; }

    /// <summary>How long each claim holds without another word.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Who will execute them.</summary>
    public required string Worker { get; init; }

    /// <summary>Who asks, for the audit log.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The message that asked. Null: it came over HTTP.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Notes every fault of a claim by the name it has on the wire.</summary>
    public static void Check(IReadOnlyList<string?> types, string typesName, int max, int leaseSeconds, string worker, Validation faults)
    {
        faults.Require(types.Count is >= 1 and <= MostTypes, typesName, $"expected 1 to {MostTypes} types; came {types.Count}.");
        for (var i = 0; i < Math.Min(types.Count, MostTypes); i++)
            faults.Require(NewIntentRules.IsType(types[i]), $"{typesName}[{i}]", $"expected {NewIntentRules.TypeRule}.");
        faults.RequireRange(max, "max", 1, MostIntents);
        LeaseRules.Check(leaseSeconds, faults);
        faults.RequireText(worker, "worker", ClaimRules.LongestWorker);
    }
}
